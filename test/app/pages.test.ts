import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOUR, localDate } from '@domain/time'
import { cloudNow } from '../cloud/support/clock'
import { TEST_DEPTH } from '../depth'
import { PAGES } from './support/pages'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(cloud => cloud.seedYuxi(cloudNow()))

const CENTRE = 'jiangchuan'
const STAFF = 'demo-staff'

/** Who opens a page, and the parameters of its link. A page without a row is opened by the parent, without parameters. */
const LINKS: Record<string, { as?: string; query: () => Promise<string> | string }> = {
  'pages/class/index': { query: () => 'id=jiangchuan-calligraphy' },
  'pages/success/index': { query: coming },
  'pages/code/index': { query: coming },
  'pages/booking/index': { query: coming },
  'packages/party/pages/change/index': { query: coming },
  'packages/pass/pages/send/index': { query: coming },
  'packages/poster/pages/picture/index': { query: () => 'of=station&id=hubin' },
  'packages/pass/pages/view/index': { as: 'demo-elder', query: aPass },
  'pages/centre/index': { query: () => `id=${CENTRE}` },
  'pages/station/index': { query: () => 'scene=hubin' },
  'packages/staff/pages/stations/index': { as: STAFF, query: () => `centreId=${CENTRE}` },
  'packages/staff/pages/poster/index': { as: STAFF, query: () => `centreId=${CENTRE}&stationId=hubin` },
  'packages/canteen/pages/menu/index': { as: 'demo-elder', query: () => '' },
  'packages/canteen/pages/pay/index': { as: 'demo-elder', query: unpaid },
  'packages/canteen/pages/repeat/index': { as: 'demo-elder', query: () => '' },
  'packages/canteen/pages/relations/index': { as: 'demo-daughter', query: () => '' },
  'packages/canteen/pages/kitchen/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/canteen/pages/counter/index': { as: 'demo-cashier', query: () => `centreId=${CENTRE}` },
  'packages/canteen/pages/till/index': { as: 'demo-cashier', query: () => `centreId=${CENTRE}` },
  'packages/canteen/pages/rounds/index': { as: 'demo-courier', query: () => `centreId=${CENTRE}` },
  'packages/canteen/pages/alerts/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/canteen/pages/settings/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/canteen/pages/menus/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/desk/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/timetable/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/copy/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}&unit=month` },
  'packages/office/pages/offerings/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/offering/index': {
    as: 'demo-manager',
    query: () => `centreId=${CENTRE}&id=jiangchuan-calligraphy`,
  },
  'packages/office/pages/centre/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/station/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}&stationId=hubin` },
  'packages/office/pages/centres/index': { as: 'demo-city', query: () => '' },
  'packages/office/pages/figures/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/ratings/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/print/index': {
    as: 'demo-manager',
    query: async () => `centreId=${CENTRE}&sessionId=${(await aComingBooking()).sessionId}`,
  },
  'packages/office/pages/report/index': { as: 'demo-city', query: () => 'kind=stars' },
  'packages/office/pages/import/index': { as: 'demo-city', query: () => '' },
  'packages/office/pages/compare/index': { as: 'demo-county', query: () => 'county=江川区' },
  'packages/participation/pages/counter/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/listing/index': { query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/deed/index': { query: aDeed },
  'packages/participation/pages/redemption/index': { query: aRedemption },
  'packages/participation/pages/guide/index': { as: 'demo-staff', query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/guided/index': {
    as: 'demo-staff',
    query: async () => `centreId=${CENTRE}&id=${await aShift()}`,
  },
  'packages/participation/pages/shift/index': { query: async () => `id=${await aShift()}` },
  'packages/office/pages/volunteers/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/honours/index': { query: () => `centreId=${CENTRE}` },
  'packages/office/pages/honours/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/points/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/needs/index': { query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/need/index': { query: () => 'id=demo-need-calligraphy' },
  'packages/office/pages/needs/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/groups/index': { query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/group/index': { query: () => 'id=demo-group-strings' },
  'packages/office/pages/groups/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/workers/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/wants/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/partners/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/late/index': { as: 'demo-county', query: () => 'county=江川区' },
  'packages/office/pages/stars/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/starboard/index': { as: 'demo-city', query: () => '' },
  'packages/office/pages/starmonth/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/contest/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/jury/index': { query: () => '' },
  'packages/participation/pages/contest/index': { query: () => '' },
  'packages/participation/pages/topics/index': { query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/topic/index': { query: () => 'id=demo-topic-brush' },
  'packages/participation/pages/ballots/index': { as: STAFF, query: () => `centreId=${CENTRE}` },
  'packages/participation/pages/project/index': { query: aProject },
  'packages/office/pages/projects/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/topics/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/team/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/journal/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/office/pages/watch/index': { as: 'demo-city', query: () => '' },
  'packages/office/pages/claim/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/spaces/pages/detail/index': { query: () => 'id=jiangchuan-study' },
  'packages/staff/pages/today/index': { as: STAFF, query: () => `centreId=${CENTRE}` },
  'packages/staff/pages/door/index': { as: STAFF, query: () => `centreId=${CENTRE}` },
  'packages/staff/pages/find/index': { as: STAFF, query: () => `centreId=${CENTRE}` },
  'packages/staff/pages/book/index': { as: STAFF, query: () => `centreId=${CENTRE}` },
  'packages/staff/pages/scan/index': { as: STAFF, query: () => `centreId=${CENTRE}` },
  'packages/staff/pages/space/index': {
    as: 'demo-manager',
    query: async () => `centreId=${CENTRE}&sessionId=${await aSpaceDay()}`,
  },
  'packages/staff/pages/appeals/index': { as: 'demo-manager', query: () => `centreId=${CENTRE}` },
  'packages/staff/pages/roster/index': {
    as: STAFF,
    query: async () => `centreId=${CENTRE}&sessionId=${(await aComingBooking()).sessionId}`,
  },
}

async function aComingBooking() {
  const { items } = await held.cloud.ask('demo-parent', 'booking.list', { scope: 'coming' })
  const [booking] = items
  if (!booking) throw new Error('The parent of the demo world has nothing booked')
  return booking
}

async function aProject(): Promise<string> {
  const [project] = await held.cloud.stored('projects')
  return `id=${project?._id}`
}

async function aDeed(): Promise<string> {
  const { deeds } = await held.cloud.ask('demo-parent', 'points.home', { centreId: CENTRE })
  if (deeds[0]) return `id=${deeds[0].id}`
  const task = { taskId: `${CENTRE}-clean-up`, date: localDate(cloudNow()), hours: 2, note: '扫了花园' }
  return `id=${(await held.cloud.ask('demo-parent', 'points.report', task)).deed.id}`
}

async function aShift(): Promise<string> {
  const { shifts } = await held.cloud.ask('demo-staff', 'staff.shifts', { centreId: CENTRE })
  return shifts.at(-1)?.id ?? ''
}

async function aRedemption(): Promise<string> {
  const { redemptions } = await held.cloud.ask('demo-parent', 'points.home', { centreId: CENTRE })
  if (redemptions[0]) return `id=${redemptions[0].id}`
  const { redemption } = await held.cloud.ask('demo-parent', 'points.redeem', { goodId: `${CENTRE}-salt` })
  return `id=${redemption.id}`
}

async function aSpaceDay(): Promise<string> {
  const { items } = await held.cloud.ask('demo-parent', 'space.list', { category: 'study', centreId: CENTRE })
  return items[0]?.session.id ?? ''
}

async function aPass(): Promise<string> {
  const { id } = await aComingBooking()
  const { pass } = await held.cloud.ask('demo-parent', 'booking.makePass', { bookingId: id })
  return `id=${id}&key=${pass?.key}`
}

/** An order that is to be paid online. */
async function unpaid(): Promise<string> {
  const { now, sittings } = await held.cloud.ask('demo-elder', 'meal.list', { centreId: CENTRE })
  const open = sittings.find(({ closesAt, paysOnline }) => paysOnline && closesAt > now + HOUR)
  const [earlier] = open?.orders ?? []
  if (earlier) return `bookingId=${earlier.bookingId}`
  const dish = open?.menu.dishes.find(({ course }) => open.menu.picks[course])
  const meals = [{ memberId: 'self', dishes: [dish?.id ?? ''] }]
  const wish = { sessionId: open?.session.id ?? '', mode: 'pick-up' as const, meals, payOnlineAt: CENTRE }
  return `bookingId=${(await held.cloud.ask('demo-elder', 'order.create', wish)).booking.id}`
}

async function coming(): Promise<string> {
  return `id=${(await aComingBooking()).id}`
}

/** No error text, and no text of a missing value. */
function expectGoodText(text: string): void {
  expect(text).toMatch(/[\u4e00-\u9fff]{4}/)
  expect(text).not.toMatch(/undefined|null|NaN|\[object|Invalid/)
  expect(text).not.toMatch(/网络好像断了|我们这边出了点问题|没有找到|工作人员能进/)
}

async function openPage(path: string, storage: [string, unknown][] = []): Promise<Phone> {
  const { as = 'demo-parent', query } = LINKS[path] ?? { query: () => '' }
  const phone = new Phone(held.cloud, as)
  for (const [key, value] of storage) phone.around.storage.set(key, JSON.stringify(value))
  phone.launch(`${path}?${await query()}`)
  await phone.settles()
  return phone
}

test('every link of this test leads to a page of the artefact', () => {
  expect(PAGES).toEqual(expect.arrayContaining(Object.keys(LINKS)))
})

/** Most that the opening of a page may send to the view, bytes: a slow phone takes seconds for more. */
const MOST_SENT = 64 * 1024
const sent: Record<string, number[]> = {}
// What `npm run bench -- phone` prints.
const { FIGURES } = process.env
if (FIGURES) afterAll(() => writeFileSync(join(FIGURES, 'set-data.json'), JSON.stringify(sent)))

test.each(PAGES)('%s opens, speaks Chinese, and sends little to the view', async path => {
  const phone = await openPage(path)
  expectGoodText(phone.text)
  sent[path] = [phone.sentToView]
  expect(phone.sentToView).toBeLessThanOrEqual(MOST_SENT)
})

/** Sizes are styles; what differs else is tested where it is. By default every third page, in depth all of them. */
const FOR_SENIORS = PAGES.filter((_, nth) => TEST_DEPTH === 'deep' || nth % 3 === 0)

test.each(FOR_SENIORS)('%s opens in senior mode', async path => {
  const phone = await openPage(path, [['nf:senior', true]])
  expectGoodText(phone.text)
  expect(phone.styleClasses).toContain('nf-senior')
})
