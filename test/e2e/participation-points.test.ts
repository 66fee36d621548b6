import { aCentre, aHousehold, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aListedDeed, aPanel, aPointGood, aPointTask, withPoints } from '../../worlds/fixtures/points'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

/** Points, as a household, a neighbour, a member of the panel, the counter and a manager walk them. */
const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  const { deeds, purses, pointrows } = aListedDeed('false-home', now, now - 1, {
    ...{ _id: 'false-deed', state: 'final', dueAt: 0, flags: ['pair'] },
  })
  const given = withPoints('mum', 12, { now })
  await cloud.seed({
    centres: [aCentre()],
    accounts: [aHousehold('mum', now)],
    pointtasks: [aPointTask()],
    pointgoods: [aPointGood()],
    pointpanels: [aPanel(['judge', 'judge-2', 'judge-3', 'judge-4', 'judge-5'])],
    staff: [aStaff('desk'), aStaff('manager', { role: 'manager' })],
    deeds,
    // Its two points are spent already.
    purses: [...given.purses, ...purses.map(purse => ({ ...purse, listed: {} }))],
    pointrows: [...given.pointrows, ...pointrows],
  })
})
afterAll(() => cloud.close())

test('a household does a task, a neighbour confirms it, somebody objects, and a member of the panel votes', async () => {
  const [mum, neighbour, judge] = await Promise.all(['mum', 'neighbour', 'judge'].map(each => openPhone(cloud, each)))
  if (!mum || !neighbour || !judge) throw new Error('no phone')
  await mum.open(`/participation/pages/points/index?centreId=${CENTRE}`)
  await mum.seen('#do-sweep').click()
  await mum.seen('#report-note').locator('textarea').fill('扫了门口')
  await mum.seen('#report-yes').click()
  const digits = ((await mum.seen('#deed-code').textContent()) ?? '').replace(/\D/g, '')

  await neighbour.open('/participation/pages/witness/index')
  await neighbour.seen('input#witness-digits').fill(digits)
  await neighbour.seen('#witness-find').click()
  await neighbour.seen('#witness-yes').click()
  await neighbour.seen('#witness-done').waitFor()
  await neighbour.open(`/participation/pages/listing/index?centreId=${CENTRE}`)
  await neighbour.page.locator('[id^="object-"]').first().click()
  await neighbour.seen('input#object-reason').fill('那天没看到')
  await neighbour.seen('#object-yes').click()
  await neighbour.seen('#object-sheet').waitFor({ state: 'detached' })

  await judge.open(`/participation/pages/listing/index?centreId=${CENTRE}`)
  await judge.page.locator('[id^="uphold-"]').first().click()
  await judge.page.locator('[id^="uphold-"]').waitFor({ state: 'detached' })
  for (const phone of [mum, neighbour, judge]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})

test('a household redeems something at the counter, and a manager takes the points of a false deed back', async () => {
  const [mum, desk, manager, owing] = await Promise.all(
    ['mum', 'desk', 'manager', 'false-home'].map(each => openPhone(cloud, each)),
  )
  if (!mum || !desk || !manager || !owing) throw new Error('no phone')
  await mum.open(`/participation/pages/points/index?centreId=${CENTRE}`)
  await mum.seen('#redeem-salt').click()
  await mum.seen('#redeem-yes').click()
  const digits = ((await mum.seen('#redemption-code').textContent()) ?? '').replace(/\D/g, '')
  await desk.open(`/participation/pages/counter/index?centreId=${CENTRE}`)
  await desk.seen('input#hand-out-digits').fill(digits)
  await desk.seen('#hand-out-find').click()
  await desk.seen('#hand-out-yes').click()
  await desk.seen('#hand-out-yes').waitFor({ state: 'detached' })

  await manager.page.setViewportSize({ width: 1280, height: 800 })
  await manager.open(`/office/pages/points/index?centreId=${CENTRE}`)
  await manager.seen('#deed-false-deed').click()
  await manager.seen('#reclaim-reason').locator('textarea').fill('那天没有人来')
  await manager.seen('#reclaim-yes').click()
  await manager.seen('#reclaim-sheet').waitFor({ state: 'detached' })

  await owing.open(`/participation/pages/points/index?centreId=${CENTRE}`)
  expect(await owing.seen('#points-balance').textContent()).toContain('我们家欠')
  await owing.open('/participation/pages/deed/index?id=false-deed')
  await owing.page.getByText('中心收回了这件事的分').first().waitFor()
  for (const phone of [mum, desk, manager, owing]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})

test('a household nominates itself, the panel lists it, somebody objects, and the office sees where it stands', async () => {
  const [mum, judge, manager] = await Promise.all(
    ['mum', 'judge', 'manager'].map(each =>
      openPhone(cloud, each, each === 'manager' ? { width: 1280, height: 800 } : {}),
    ),
  )
  if (!mum || !judge || !manager) throw new Error('no phone')
  await mum.open('/participation/pages/points/index')
  await mum.seen('#points-honours').click()
  await mum.seen('#nominate').click()
  await mum.seen('#kind-finest').click()
  await mum.seen('#nominate-words').locator('textarea').fill('照顾楼上的老人')
  await mum.seen('#nominate-yes').click()
  await mum.seen('#nominate-sheet').waitFor({ state: 'detached' })
  const [honour] = (await cloud.ask('mum', 'honours.home', { centreId: CENTRE })).own
  const honourId = honour?.id ?? ''
  for (const openid of ['judge-2', 'judge-3'])
    await cloud.ask(openid, 'honours.vote', { honourId, round: 1, isFor: true })
  await judge.open(`/participation/pages/honours/index?centreId=${CENTRE}`)
  await judge.seen(`#for-${honourId}`).click()
  await judge.page.locator(`#honour-case-${honourId}`).waitFor({ state: 'detached' })
  const neighbour = await openPhone(cloud, 'doubting')
  await neighbour.open(`/participation/pages/honours/index?centreId=${CENTRE}`)
  await neighbour.seen(`#object-${honourId}`).click()
  await neighbour.seen('input#object-reason').fill('夜里老是很吵')
  await neighbour.seen('#object-yes').click()
  await neighbour.seen('#object-sheet').waitFor({ state: 'detached' })
  await manager.open(`/office/pages/honours/index?centreId=${CENTRE}`)
  await manager.seen(`#honour-${honourId}`).waitFor()
  expect(await manager.text()).toContain('有意见')
  for (const phone of [mum, judge, neighbour, manager]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})
