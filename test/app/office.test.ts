import { aCentre, aHousehold, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(async cloud => {
  await cloud.seed({
    centres: [aCentre()],
    accounts: [aHousehold('colleague', cloudNow())],
    staff: [aStaff('leader', { role: 'manager' })],
  })
})

test('a code that is scanned from the screen of a manager makes a colleague staff', async () => {
  const leader = new Phone(held.cloud, 'leader')
  leader.launch(`packages/staff/pages/today/index?centreId=${CENTRE}`)
  await leader.tap('staff-desk-entrance')
  await leader.arrives('packages/office/pages/desk/index')
  await leader.tap('open-team')
  await leader.arrives('packages/office/pages/team/index')
  await leader.tap('team-invite')
  await leader.type('invite-name', '小李')
  await leader.reads('invite-yes', '出示邀请码')
  await leader.tap('duty-door')
  await leader.reads('invite-yes', '请选管什么')
  await leader.tap('duty-kitchen')
  await leader.reads('invite-yes', '出示邀请码')
  await leader.tap('invite-yes')
  const code = await leader.read('invite-number')

  const colleague = new Phone(held.cloud, 'colleague')
  colleague.launch('pages/me/index')
  await colleague.tap('me-join')
  await colleague.arrives('packages/office/pages/join/index')
  colleague.around.camera = '2222222222222222'
  await colleague.tap('join-scan')
  await colleague.reads('join-problem', '这个邀请不能用了')
  colleague.around.camera = code
  await colleague.tap('join-scan')
  await colleague.reads('join-offer', '工作人员（备餐）')
  await colleague.tap('join-yes')
  await colleague.arrives('packages/office/pages/desk/index')
  expect((await held.cloud.stored('staff', { name: '小李' }))[0]?.roles).toMatchObject([
    { centreId: CENTRE, role: 'staff', duties: ['kitchen'] },
  ])
})
