import { DAY, localDate, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aGroup, aMember } from '../../worlds/fixtures/groups'
import { anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { CLASS, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(async cloud => {
  const now = cloudNow()
  await seedClass(cloud)
  await cloud.seed({
    offerings: [anOffering({ _id: 'choir', title: '合唱' })],
    sessions: [aSession(now, { _id: 'choir-today', offeringId: 'choir', title: '合唱', startsAt: now + 10 * MINUTE })],
    groups: [aGroup(now, { people: { first: aMember('leader', now, true), second: aMember('second', now) } })],
    staff: [aStaff('groups-manager', { role: 'manager' })],
  })
})

test('a resident joins a group and leaves it, and the one who leads it hands over', async () => {
  const { cloud } = held
  const phone = new Phone(cloud, 'joiner')
  phone.launch(`packages/participation/pages/groups/index?centreId=${CENTRE}`)
  await phone.sees('夕阳红合唱队')
  await phone.tap('group-group-1')
  await phone.arrives('packages/participation/pages/group/index')
  await phone.tap('group-join')
  await phone.sees('成员 3 人')
  await phone.tap('group-leave')
  await phone.tap('group-leave-yes')
  await phone.sees('加入小组')

  const leader = new Phone(cloud, 'leader')
  leader.launch('packages/participation/pages/group/index?id=group-1')
  await leader.tap('hand-over-second')
  await leader.seesNoMore('请来一起负责')
  await leader.tap('group-leave')
  await leader.tap('group-leave-yes')
  await leader.sees('已经退出了')

  const desk = new Phone(cloud, 'groups-manager')
  desk.launch(`packages/office/pages/groups/index?centreId=${CENTRE}`)
  await desk.sees('「夕阳红合唱队」有一位负责人退出了')
  await desk.tap('group-group-1')
  await desk.tap('group-edit')
  await desk.tap('group-class-choir')
  await desk.type('group-title', '夕阳红大合唱队')
  await desk.tap('group-save')
  await desk.sees('夕阳红大合唱队')
  await desk.tap('new-group')
  await desk.type('group-title', '文学社')
  await desk.tap('group-save')
  await desk.sees('文学社')
  expect((await cloud.ask('groups-manager', 'office.groups', { centreId: CENTRE })).groups).toMatchObject([
    { title: '文学社', offeringIds: [] },
    { title: '夕阳红大合唱队', offeringIds: ['choir'], members: 1 },
  ])
})

test('a manager signs an agreement with a partner, whose person sees the own class and plans a draft of it', async () => {
  const { cloud } = held
  const desk = new Phone(cloud, 'groups-manager')
  desk.launch(`packages/office/pages/partners/index?centreId=${CENTRE}`)
  await desk.tap('new-partner')
  await desk.tap('service-choir')
  await desk.type('partner-name', '湖滨舞蹈工作室')
  await desk.type('partner-hours', '20')
  await desk.type('partner-sessions', '4')
  await desk.tap('partner-save')
  await desk.sees('这个月办了 0 场')
  const { partners } = await cloud.ask('groups-manager', 'office.partners', { centreId: CENTRE })
  expect(partners).toMatchObject([{ serviceIds: ['choir'], roomHours: 20, sessions: 4, state: 'going' }])
  await desk.tap(`partner-${partners[0]?.id}`)
  await desk.sees('还没有算过')

  await desk.tap('partner-invite')
  await desk.type('invite-name', '杨老师')
  await desk.tap('invite-yes')
  await desk.sees('请杨老师来扫')
  const code = (await desk.read('invite-number')).replace(/\s/g, '')
  const partner = new Phone(cloud, 'choir-partner')
  partner.launch('packages/office/pages/join/index')
  await partner.type('join-code', code)
  await partner.tap('join-yes')
  await desk.sees('加入好了')
  partner.launch(`packages/staff/pages/today/index?centreId=${CENTRE}`)
  await partner.sees('合唱')
  expect(partner.has('board-choir-today')).toBe(true)
  expect(partner.has(`board-${CLASS.today}`)).toBe(false)
  partner.launch(`packages/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(cloudNow() + DAY)}`)
  await partner.tap('timetable-add')
  await partner.tap('add-of-choir')
  await partner.tap('draft-save')
  await partner.seesNoMore('存草稿')
  expect(await cloud.stored('drafts')).toMatchObject([
    { offeringId: 'choir', state: 'draft', changedBy: accountIdOf('choir-partner') },
  ])
})
