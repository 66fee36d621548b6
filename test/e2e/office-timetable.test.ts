import { TIMETABLE_COLUMNS } from '@domain/office/import-timetable'
import { DAY, HOUR, localDate, startOfLocalDay } from '@domain/time'
import { aCentre, aHousehold, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { classForm, presetRules } from '../cloud/office/support'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { chooseRows } from './support/choose-file'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const now = cloudNow()
let cloud: WholeCloud
let desk: Phone
let phone: Phone
let singing: string
let chess: string

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('manager', { role: 'manager' })],
  })
  const saved = async (change: Parameters<typeof classForm>[0]) =>
    (await cloud.ask('manager', 'office.saveOffering', classForm({ rules: presetRules('drop-in'), ...change })))
      .offering.id
  singing = await saved({})
  chess = await saved({ title: '围棋', teacherName: '方老师' })
  desk = await openPhone(cloud, 'manager', { width: 1280, height: 900 })
  phone = await openPhone(cloud, 'manager')
})
afterAll(async () => {
  expect([...desk.complaints, ...phone.complaints]).toEqual([])
  await cloud.close()
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
})

const drafts = () => cloud.stored('drafts', { state: 'draft' })
const sessions = () => cloud.stored('sessions', {})
const nextWeek = startOfLocalDay(now) + 7 * DAY

test('a class is repeated weekly: the preview says what is made, and a second run makes nothing', async () => {
  const { seen } = desk
  await desk.open(`/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(nextWeek)}`)
  const repeat = async () => {
    await seen('#timetable-add').click()
    await seen('#add-weekly').click()
    await seen(`#add-of-${singing}`).click()
    await seen('#repeat-weeks-2').click()
    await seen('input#repeat-time').fill('1430')
    // The plan of the hour that stood there before is replaced by that of the typed one.
    await desk.settled()
  }
  await repeat()
  const said = await seen('#plan-said').textContent()
  await seen('#repeat-yes').click()
  await seen('#repeat-sheet').waitFor({ state: 'detached' })
  const made = await drafts()
  expect(made.length).toBeGreaterThan(0)
  expect(said).toContain(`建 ${made.length} 场`)

  await repeat()
  await seen('#plan-said').getByText(`建 0 场，跳过`).waitFor()
  await seen('#plan-said').getByText('已经有了').waitFor()
  expect(await seen('#repeat-yes').getAttribute('aria-disabled')).toBe('true')
  await seen('#sheet-close').click()
})

test('a draft is dragged to another hour and moved with the keys; one that was changed elsewhere stays where it is', async () => {
  const { seen, page } = desk
  const [draft] = (await drafts()).sort((a, b) => a.startsAt - b.startsAt)
  if (!draft) throw new Error('the first test has made drafts')
  await desk.open(`/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(draft.startsAt)}`)
  const shows = (clock: string) => seen(`#item-${draft._id}`).getByText(clock).waitFor()
  const drag = async (by: number) => {
    const element = seen(`#drag-${draft._id}`)
    await element.scrollIntoViewIfNeeded()
    const box = await element.boundingBox()
    if (!box) throw new Error('the draft is not on the screen')
    const [x, y] = [box.x + box.width / 2, box.y + 12]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + by / 2)
    await page.mouse.move(x, y + by)
    await page.mouse.up()
  }
  const stored = async () => (await cloud.stored('drafts', { _id: draft._id }))[0]
  await drag(56)
  await shows('15:30–17:00')
  expect(await stored()).toMatchObject({ startsAt: draft.startsAt + HOUR, revision: draft.revision + 1 })
  await seen(`#item-${draft._id}`).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await shows('15:15–16:45')

  const {
    _id: draftId,
    centreId,
    offeringId,
    room,
    teacher,
    reserve,
    startsAt,
    endsAt,
    revision,
  } = (await stored()) ?? draft
  await cloud.ask('manager', 'office.saveDraft', {
    ...{ draftId, centreId, offeringId, room, teacher, reserve, startsAt, endsAt, revision },
    capacity: 12,
  })
  await drag(-42)
  await page.getByText('刚刚也改了').first().waitFor()
  await desk.settled()
  expect(await stored()).toMatchObject({ startsAt, capacity: 12 })
  await drag(-42)
  await shows('14:30–16:00')
})

test('a draft that needs a taken room is marked and stays behind when the others are published', async () => {
  const { seen } = desk
  const [first] = (await drafts()).sort((a, b) => a.startsAt - b.startsAt)
  if (!first) throw new Error('the first test has made drafts')
  await desk.open(`/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(first.startsAt)}`)
  await seen('#timetable-add').click()
  await seen(`#add-of-${chess}`).click()
  await seen(`#draft-${localDate(first.startsAt)}`).click()
  await seen('input#draft-from').fill('1500')
  await seen('input#draft-to').fill('1600')
  await seen('#draft-save').click()
  await seen('#office-timetable').getByText('教室和「花灯唱起来」撞了').waitFor()

  await seen('#timetable-publish').click()
  await seen('#publish-sheet').getByText('有 1 场先留着不发').waitFor()
  await seen('#publish-yes').click()
  await seen('#publish-sheet').waitFor({ state: 'detached' })
  expect(await sessions()).toMatchObject([{ title: '花灯唱起来', startsAt: first.startsAt }])

  // In another room, it can be published too.
  const clashing = (await drafts()).find(({ offeringId }) => offeringId === chess)
  await seen(`#item-${clashing?._id}`).click()
  await seen('#draft-clash').waitFor()
  await seen('input#draft-room').fill('三楼 棋艺室')
  await seen('#draft-save').click()
  await seen('#draft-sheet').waitFor({ state: 'detached' })
  // What is published is the draft as the page has it.
  await seen('#office-timetable').getByText('教室和「花灯唱起来」撞了').waitFor({ state: 'detached' })
  await seen('#timetable-publish').click()
  await seen('#publish-yes').click()
  await seen('#publish-sheet').waitFor({ state: 'detached' })
  expect((await sessions()).map(({ title }) => title).sort()).toEqual(['围棋', '花灯唱起来'])
})

test('a publication is undone while nobody has booked, and refused once somebody has', async () => {
  const { seen } = desk
  const [chessSession] = await cloud.stored('sessions', { offeringId: chess })
  const [singingSession] = await cloud.stored('sessions', { offeringId: singing })
  await cloud.ask('mum', 'booking.create', { sessionId: singingSession?._id ?? '', memberIds: ['guoguo'] })
  const publications = (await cloud.stored('publications', {})).sort((a, b) => b.at - a.at)
  await seen(`#undo-${publications[0]?._id}`).click()
  await seen('#undo-yes').click()
  await seen(`#publication-${publications[0]?._id}`).getByText('已撤回').waitFor()
  expect(await cloud.stored('sessions', { _id: chessSession?._id ?? '' })).toEqual([])
  expect((await drafts()).filter(({ offeringId }) => offeringId === chess)).toHaveLength(1)

  await seen(`#undo-${publications[1]?._id}`).click()
  await seen('#undo-yes').click()
  await seen('#office-timetable').getByText('已经有 1 个预约').waitFor()
})

test('a session is moved and cancelled with what it means for those who have booked said first', async () => {
  const { seen } = phone
  const [session] = await cloud.stored('sessions', { offeringId: singing })
  if (!session) throw new Error('it was published')
  await phone.open(`/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(session.startsAt)}`)
  await seen(`#item-${session._id}`).click()
  await seen('#session-change').click()
  await seen('input#change-from').fill('1000')
  await seen('input#change-to').fill('1130')
  await seen('#change-said').getByText('已有 1 人约了').waitFor()
  await seen('#change-said').getByText('会收到通知').waitFor()
  await seen('input#change-why').fill('老师临时有事')
  await seen('#change-yes').click()
  await seen('#change-sheet').waitFor({ state: 'detached' })
  const [moved] = await cloud.stored('sessions', { _id: session._id })
  expect(moved?.startsAt).toBe(startOfLocalDay(session.startsAt) + 10 * HOUR)

  await seen(`#item-${session._id}`).click()
  await seen('#session-cancel').click()
  await seen('#cancel-said').getByText('已有 1 人约了').waitFor()
  await seen('input#cancel-why').fill('停水停电')
  await seen('#cancel-yes').click()
  await seen(`#item-${session._id}`).getByText('已取消').waitFor()
})

test('next week is planned from this one with six taps on a phone', async () => {
  const { seen } = phone
  let taps = 0
  const tap = async (selector: string) => {
    taps++
    await seen(selector).click()
  }
  const source = (await drafts()).find(({ offeringId }) => offeringId === chess)
  if (!source) throw new Error('the chess class is a draft')
  const { _id: id, revision } = source
  await cloud.ask('manager', 'office.publish', { centreId: CENTRE, drafts: [{ id, revision }] })
  await phone.open(`/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(source.startsAt + 7 * DAY)}`)
  await tap('#timetable-copy')
  await seen('#plan-said').waitFor()
  await tap('#copy-yes')
  await tap('#timetable-publish')
  await tap('#publish-yes')
  await seen('#publish-sheet').waitFor({ state: 'detached' })
  expect(taps).toBeLessThanOrEqual(6)
  expect(await cloud.stored('sessions', { offeringId: chess, startsAt: source.startsAt + 7 * DAY })).toHaveLength(1)
})

test('a timetable is chosen as a file: wrong cells are marked, then its sessions are drafts', async () => {
  const { seen } = desk
  const day = startOfLocalDay(now) + 14 * DAY
  const headings = TIMETABLE_COLUMNS.map(({ label }) => label)
  const row = (ends: string, places: string) => [
    ...['剪纸', '儿童特色课堂', '先到先得', localDate(day), '14:30', ends, '二楼', '李老师', places, '2'],
  ]
  await desk.open(`/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(day)}`)
  await seen('#timetable-import').click()
  await chooseRows(desk, [headings, row('13:00', '很多')])
  await seen('#import-faults').getByText('有 2 格不对，一个都没有导入').waitFor()
  await seen('#office-import').getByText('第 2 行「结束」').waitFor()
  await seen('#office-import').getByText('第 2 行「名额」').waitFor()
  await chooseRows(desk, [headings, row('16:00', '20')])
  await seen('#import-yes').click()
  await seen('#office-import').waitFor({ state: 'detached' })
  await seen('#week-grid').getByText('剪纸').waitFor()
})

test('what was saved a moment ago is published without waiting for the timetable to be read again', async () => {
  const { seen, page } = desk
  const [draft] = await cloud.stored('drafts', { state: 'draft', room: '二楼' })
  await seen(`#item-${draft?._id}`).click()
  await seen('input#draft-room').fill('三楼')
  let read = () => {}
  const held = new Promise<void>(resolve => {
    read = resolve
  })
  await page.route('**/invoke/**', async route => {
    if (/office\.timetable/.test(route.request().postData() ?? '')) await held
    await route.fallback()
  })
  await seen('#draft-save').click()
  await seen('#draft-sheet').waitFor({ state: 'detached' })
  await seen('#timetable-publish').click()
  await seen('#publish-yes').click()
  await seen('#publish-sheet').waitFor({ state: 'detached' })
  expect(await cloud.stored('sessions', { _id: draft?._id, room: '三楼' })).toHaveLength(1)
  read()
  await desk.settled()
  await page.unroute('**/invoke/**')
})
