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

test('a seat of a plan is dragged with a finger once it is chosen, and stays where it was before', async () => {
  const leader = new Phone(held.cloud, 'leader')
  leader.launch(`packages/office/pages/offering/index?centreId=${CENTRE}&category=study`)
  await leader.tap('plan-on')
  const where = () => leader.attribute('place-u1', 'aria-label')
  expect(await where()).toBe('1 号座，第 1 排第 1 格')
  await leader.drag('place-u1', 110, 60)
  expect(await where()).toBe('1 号座，第 1 排第 1 格')
  await leader.tap('place-u1')
  await leader.reads('plan-chosen', '1 号座：第 1 排第 1 格')
  await leader.drag('place-u1', 110, 60)
  // What stood there has its place now.
  await leader.reads('plan-chosen', '1 号座：第 2 排第 3 格')
  await leader.tap('plan-left')
  await leader.reads('plan-chosen', '1 号座：第 2 排第 2 格')
})
