import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aStaff, aStation, CENTRE } from '../../worlds/fixtures/index'
import { aShift } from '../../worlds/fixtures/volunteers'
import { cloudNow } from '../cloud/support/clock'
import { seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  const now = cloudNow()
  const guide = { accountId: accountIdOf('shift-desk'), name: '李敏' }
  await cloud.seed({
    stations: [aStation()],
    shifts: [aShift(now, { guide })],
    staff: [aStaff('shift-desk'), aStaff('shift-manager', { role: 'manager' })],
  })
})

test('a resident registers while signing up, shows the code, and steps back', async () => {
  const { cloud } = held
  const phone = new Phone(cloud, 'helper')
  phone.launch('packages/participation/pages/shifts/index')
  await phone.tap('shift-shift-1')
  await phone.arrives('packages/participation/pages/shift/index')
  await phone.tap('shift-take')
  await phone.type('profile-name', '王小红')
  await phone.tap('profile-save')
  await phone.sees('到了给带班的人扫一次')
  phone.launch('packages/participation/pages/volunteer/index')
  await phone.sees('驿站值守')
  phone.launch('packages/participation/pages/shift/index?id=shift-1')
  await phone.tap('shift-leave')
  await phone.tap('shift-leave-yes')
  await phone.sees('还差 2 人')
  expect((await cloud.ask('helper', 'volunteer.home', {})).coming).toEqual([])
})

test('a manager opens a shift at a station on the page of the office', async () => {
  const { cloud } = held
  const phone = new Phone(cloud, 'shift-manager')
  phone.launch(`packages/office/pages/volunteers/index?centreId=${CENTRE}`)
  await phone.tap('new-shift')
  await phone.tap('subject-jiangchuan-station')
  await phone.type('shift-title', '整理图书')
  await phone.type('shift-places', '3')
  await phone.tap('shift-save')
  await phone.sees('整理图书 · 湖滨路暖锋驿站')
  const { shifts } = await cloud.ask('shift-manager', 'office.volunteers', { centreId: CENTRE })
  expect(shifts.find(({ title }) => title === '整理图书')).toMatchObject({ places: 3, taken: 0 })
})
