import { aStaff } from '../../worlds/fixtures/index'
import { book, CLASS, DOOR, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.seed({ staff: [aStaff('manager', { role: 'manager' })] })
})
const roster = `packages/staff/pages/roster/index?centreId=${DOOR.centreId}&sessionId=${CLASS.later}`

test('a manager gives a session one place more; staff at the door are not asked', async () => {
  const { cloud } = held
  await book(cloud, 'parent', CLASS.later)
  const manager = new Phone(cloud, 'manager')
  manager.launch(roster)
  await manager.tap('session-capacity')
  await manager.sees('已占 1')
  await manager.tap('capacity-more')
  await manager.sees('多出的 1 个名额马上就能约')
  await manager.reads('capacity-save', '改成 3 个')
  await manager.tap('capacity-save')
  await manager.sees('空名额 2')
  expect((await cloud.stored('sessions', { _id: CLASS.later }))[0]).toMatchObject({ capacity: 3, seatsLeft: 2 })

  const door = new Phone(cloud, DOOR.openid)
  door.launch(roster)
  await door.sees('约了 1')
  await door.seesNoMore('调整名额')
})
