import { aGroup, aMember } from '../../worlds/fixtures/groups'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

/** A resident group, as its people walk it. */
const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'choir', title: '合唱' })],
    sessions: [aSession(now, { _id: 'rehearsal', offeringId: 'choir', title: '合唱排练' })],
    groups: [aGroup(now, { people: { first: aMember('leader', now, true) } })],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

test('a manager gives a group its class, a resident joins and finds the activity, and the leader hands over and leaves', async () => {
  const [resident, leader, manager] = await Promise.all(
    ['resident', 'leader', 'manager'].map(openid => openPhone(cloud, openid)),
  )
  if (!resident || !leader || !manager) throw new Error('no phone')
  await manager.page.setViewportSize({ width: 1280, height: 800 })
  await manager.open(`/office/pages/groups/index?centreId=${CENTRE}`)
  await manager.seen('#group-group-1').click()
  await manager.seen('#group-edit').click()
  await manager.seen('#group-class-choir').click()
  await manager.seen('#group-save').click()
  await manager.seen('#group-sheet').waitFor({ state: 'detached' })

  await resident.open(`/participation/pages/groups/index?centreId=${CENTRE}`)
  await resident.seen('#group-group-1').click()
  await resident.seen('#activity-rehearsal').waitFor()
  await resident.seen('#group-join').click()
  await resident.seen('#group-leave').waitFor()

  await leader.open('/participation/pages/group/index?id=group-1')
  await leader.page.locator('[id^="hand-over-"]').last().click()
  await leader.page.locator('[id^="hand-over-"]').waitFor({ state: 'detached' })
  await leader.seen('#group-leave').click()
  await leader.seen('#group-leave-yes').click()
  await leader.seen('#group-join').waitFor()

  await manager.open(`/office/pages/groups/index?centreId=${CENTRE}`)
  await manager.seen('#hand-over-group-1').waitFor()
  for (const phone of [resident, leader, manager]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})
