import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aHousehold, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aListedDeed, aPanel, aPointGood, aPointTask, withPoints } from '../../worlds/fixtures/points'
import { cloudNow } from '../cloud/support/clock'
import { seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const JUDGES = ['judge-1', 'judge-2', 'judge-3', 'judge-4', 'judge-5']

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  const now = cloudNow()
  await cloud.seed({
    accounts: [aHousehold('sweeper', now)],
    pointtasks: [aPointTask()],
    pointgoods: [aPointGood()],
    pointpanels: [aPanel(JUDGES)],
    staff: [aStaff('points-desk'), aStaff('points-manager', { role: 'manager' })],
    ...withPoints('sweeper', 12, { now }),
  })
})

test('a household reports a task, a neighbour confirms it by its digits, and the listing shows it', async () => {
  const { cloud } = held
  const phone = new Phone(cloud, 'sweeper')
  phone.launch('packages/participation/pages/points/index')
  await phone.sees('12 分')
  await phone.tap('do-sweep')
  await phone.type('report-note', '扫了门口')
  await phone.tap('report-yes')
  await phone.arrives('packages/participation/pages/deed/index')
  await phone.sees('等人确认')
  const [deed] = (await cloud.ask('sweeper', 'points.home', { centreId: CENTRE })).deeds
  const neighbour = new Phone(cloud, 'sweeper-neighbour')
  neighbour.launch('packages/participation/pages/witness/index')
  await neighbour.type('witness-digits', deed?.code ?? '')
  await neighbour.tap('witness-find')
  await neighbour.sees('扫了门口')
  await neighbour.tap('witness-yes')
  await neighbour.sees('确认好了，谢谢您')
  neighbour.launch(`packages/participation/pages/listing/index?centreId=${CENTRE}`)
  await neighbour.sees('门前三包 +2 分')
  expect((await cloud.ask('sweeper', 'points.home', { centreId: CENTRE })).listed).toBe(2)
})

test('a household redeems something, and the counter hands it out by its digits', async () => {
  const { cloud } = held
  const phone = new Phone(cloud, 'sweeper')
  phone.launch('packages/participation/pages/points/index')
  await phone.tap('redeem-salt')
  await phone.tap('redeem-yes')
  await phone.arrives('packages/participation/pages/redemption/index')
  await phone.sees('只能用一次')
  const [redemption] = (await cloud.ask('sweeper', 'points.home', { centreId: CENTRE })).redemptions
  const desk = new Phone(cloud, 'points-desk')
  desk.launch(`packages/participation/pages/counter/index?centreId=${CENTRE}`)
  await desk.type('hand-out-digits', redemption?.code ?? '')
  await desk.tap('hand-out-find')
  await desk.tap('hand-out-yes')
  await desk.sees('已经拿走')
  expect(await cloud.ask('sweeper', 'points.home', { centreId: CENTRE })).toMatchObject({ spendable: 7 })
})

test('a manager issues a task on the page of the office', async () => {
  const { cloud } = held
  const phone = new Phone(cloud, 'points-manager')
  phone.launch(`packages/office/pages/points/index?centreId=${CENTRE}`)
  await phone.tap('new-task')
  await phone.type('task-title', '看望独居老人')
  await phone.type('task-points', '3')
  await phone.tap('task-save')
  await phone.sees('看望独居老人')
  const { tasks } = await cloud.ask('points-manager', 'office.points', { centreId: CENTRE })
  expect(tasks.map(({ title }) => title)).toContain('看望独居老人')
})

test('a manager takes the points of a false deed back, and its household reads why', async () => {
  const { cloud } = held
  const now = cloudNow()
  const { deeds } = aListedDeed('false-home', now, now - 1, {
    ...{ _id: 'false-deed', state: 'final', dueAt: 0, flags: ['pair'] },
  })
  await cloud.seed({ deeds, ...withPoints('false-home', 2, { now }) })
  const manager = new Phone(cloud, 'points-manager')
  manager.launch(`packages/office/pages/points/index?centreId=${CENTRE}`)
  await manager.sees('一个月里老是同两家互相确认')
  await manager.tap('deed-false-deed')
  await manager.type('reclaim-reason', '那天没有人来')
  await manager.tap('reclaim-yes')
  await manager.sees('收回的原因：那天没有人来')
  const phone = new Phone(cloud, 'false-home')
  phone.launch('packages/participation/pages/deed/index?id=false-deed')
  await phone.sees('中心收回了这件事的分')
})

test('a neighbour objects to a deed, and the panel refuses it', async () => {
  const { cloud } = held
  const now = cloudNow()
  const doubted = aListedDeed('doubted-home', now, now + 5 * DAY, { _id: 'doubted-deed', note: '擦了扶手' })
  await cloud.seed(doubted)
  const neighbour = new Phone(cloud, 'doubting-neighbour')
  neighbour.launch(`packages/participation/pages/listing/index?centreId=${CENTRE}`)
  await neighbour.tap('object-doubted-deed')
  await neighbour.type('object-reason', '那天没有人擦')
  await neighbour.tap('object-yes')
  await neighbour.sees('评议小组会来看')
  for (const openid of JUDGES.slice(0, 3)) {
    const judge = new Phone(cloud, openid)
    judge.launch('packages/participation/pages/points/index')
    await judge.tap('points-cases')
    await judge.arrives('packages/participation/pages/listing/index')
    await judge.sees('有人说：那天没有人擦')
    await judge.tap('reject-doubted-deed')
    // The third vote decides, and the case is gone.
    await (openid === JUDGES[2] ? judge.seesNoMore('等您评议') : judge.sees('您的意见：不该给分'))
  }
  const phone = new Phone(cloud, 'doubted-home')
  phone.launch('packages/participation/pages/deed/index?id=doubted-deed')
  await phone.sees('没有通过')
})

test('a household is nominated at the centre, agrees, and the panel has it listed', async () => {
  const { cloud } = held
  const desk = new Phone(cloud, 'points-desk')
  desk.launch(`packages/office/pages/honours/index?centreId=${CENTRE}`)
  await desk.tap('new-nomination')
  await desk.tap('kind-finest')
  await desk.type('nominate-number', accountIdOf('sweeper'))
  await desk.type('nominate-words', '天天照顾楼上的老人')
  await desk.tap('nominate-yes')
  await desk.sees('等这家人答应')
  const phone = new Phone(cloud, 'sweeper')
  phone.launch('packages/participation/pages/points/index')
  await phone.sees('有人推荐您家，等您答应')
  await phone.tap('points-honours')
  await phone.arrives('packages/participation/pages/honours/index')
  await phone.tapText('等您家答应')
  await phone.tap('honour-accept')
  await phone.sees('评议中')
  const [honour] = (await cloud.ask('sweeper', 'honours.home', { centreId: CENTRE })).own
  const id = honour?.id ?? ''
  for (const openid of JUDGES.slice(0, 3)) {
    const judge = new Phone(cloud, openid)
    judge.launch(`packages/participation/pages/honours/index?centreId=${CENTRE}`)
    await judge.tap(`for-${id}`)
    await (openid === JUDGES[2] ? judge.seesNoMore('等您评议') : judge.sees('您的意见：该公示'))
  }
  const anybody = new Phone(cloud, 'anybody')
  anybody.launch(`packages/participation/pages/honours/index?centreId=${CENTRE}`)
  await anybody.sees('天天照顾楼上的老人')
  await anybody.tap(`object-${id}`)
  await anybody.sees('您是谁不会公开')
})
