import { yuxiWorld } from '../../worlds/demo'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { TEST_DEPTH } from '../depth'
import { accessibilityFaults } from './support/accessibility'
import { doubleText, overlappingTexts } from './support/large-text'
import { openPhone, type Phone, WEB_DIR } from './support/phone'
import { PICTURES, takePictures, writeIndex } from './support/pictures'

/** Every page, on a usual and on a small phone, in both modes: it fits, has text, is accessible, and logs no errors. */
const world = yuxiWorld(cloudNow())
const coming = world.collections.bookings?.find(
  booking =>
    booking.status === 'confirmed' &&
    booking.attendees.some(({ nickname }) => nickname === '果果') &&
    booking.startsAt > cloudNow(),
)
const session = world.collections.sessions?.find(({ centreId }) => centreId === 'jiangchuan')
const offering = world.collections.offerings?.find(
  ({ category, centreId }) => category === 'children' && centreId === 'jiangchuan',
)

const PERSONAS = [
  'demo-parent',
  'demo-elder',
  'demo-volunteer',
  'demo-staff',
  'demo-manager',
  'demo-county',
  'demo-city',
] as const
type Persona = (typeof PERSONAS)[number]

const PAGES: [name: string, persona: Persona, path: string][] = [
  ['home', 'demo-parent', '/pages/home/index'],
  ['classes', 'demo-parent', '/pages/classes/index'],
  ['a week of classes', 'demo-parent', '/week/pages/list/index?centreId=jiangchuan'],
  ['a class', 'demo-parent', `/pages/class/index?id=${offering?._id}`],
  ['bookings', 'demo-parent', '/pages/bookings/index'],
  ['a booking', 'demo-parent', `/pages/booking/index?id=${coming?._id}`],
  ['who comes', 'demo-parent', `/party/pages/change/index?id=${coming?._id}`],
  ['a whole series', 'demo-parent', '/pages/class/index?id=jiangchuan-holiday-robots'],
  ['a series or a session', 'demo-parent', '/pages/class/index?id=jiangchuan-classics-week'],
  ['the code', 'demo-parent', `/pages/code/index?id=${coming?._id}`],
  ['me', 'demo-parent', '/pages/me/index'],
  ['children of two homes', 'demo-parent', '/care/pages/list/index'],
  ['a new member', 'demo-parent', '/pages/member/index'],
  ['no-shows', 'demo-parent', '/pages/standing/index'],
  ['centres', 'demo-parent', '/pages/centres/index'],
  ['a centre', 'demo-parent', '/pages/centre/index?id=jiangchuan'],
  ['my data', 'demo-parent', '/privacy/pages/data/index'],
  ['checking in at the door', 'demo-elder', '/pages/arrive/index'],
  ['the gallery of components', 'demo-parent', '/gallery/pages/ui/index'],
  ['privacy', 'demo-parent', '/privacy/pages/policy/index'],
  ['the map', 'demo-parent', '/map/pages/near/index'],
  ['stations', 'demo-parent', '/pages/stations/index'],
  ['a station', 'demo-parent', '/pages/station/index?scene=hubin'],
  ['the canteen', 'demo-elder', '/canteen/pages/menu/index'],
  ['paying online', 'demo-elder', '/canteen/pages/pay/index?bookingId=none'],
  ['ordering for family', 'demo-elder', '/canteen/pages/relations/index'],
  ['ordering every week', 'demo-elder', '/canteen/pages/repeat/index'],
  ['the kitchen', 'demo-manager', '/canteen/pages/kitchen/index?centreId=jiangchuan'],
  ['the counter', 'demo-manager', '/canteen/pages/counter/index?centreId=jiangchuan'],
  ['the till', 'demo-manager', '/canteen/pages/till/index?centreId=jiangchuan'],
  ['the rounds', 'demo-manager', '/canteen/pages/rounds/index?centreId=jiangchuan'],
  ['who did not open', 'demo-manager', '/canteen/pages/alerts/index?centreId=jiangchuan'],
  ['settings of the canteen', 'demo-manager', '/canteen/pages/settings/index?centreId=jiangchuan'],
  ['menus', 'demo-manager', '/canteen/pages/menus/index?centreId=jiangchuan'],
  ['the claim of subsidies', 'demo-manager', '/office/pages/claim/index?centreId=jiangchuan'],
  ['the search', 'demo-parent', '/find/pages/search/index'],
  ['spaces', 'demo-parent', '/spaces/pages/list/index'],
  ['a study room', 'demo-parent', '/spaces/pages/detail/index?id=jiangchuan-study'],
  ['a room', 'demo-parent', '/spaces/pages/detail/index?id=hongta-dance'],
  ['berths', 'demo-parent', '/spaces/pages/detail/index?id=jiangchuan-nap'],
  ['today', 'demo-staff', '/staff/pages/today/index?centreId=jiangchuan'],
  ['seats', 'demo-staff', '/staff/pages/stations/index?centreId=jiangchuan'],
  ['a poster', 'demo-staff', '/staff/pages/poster/index?centreId=jiangchuan&stationId=hubin'],
  ['scan', 'demo-staff', '/staff/pages/scan/index?centreId=jiangchuan'],
  ['finding somebody', 'demo-staff', '/staff/pages/find/index?centreId=jiangchuan'],
  ['booking for a caller', 'demo-staff', '/staff/pages/book/index?centreId=jiangchuan'],
  ['the door', 'demo-staff', '/staff/pages/door/index?centreId=jiangchuan'],
  ['accepting an invitation', 'demo-parent', '/office/pages/join/index'],
  ['the desk', 'demo-manager', '/office/pages/desk/index?centreId=jiangchuan'],
  ['the timetable', 'demo-manager', '/office/pages/timetable/index?centreId=jiangchuan'],
  ['copying a month', 'demo-manager', '/office/pages/copy/index?centreId=jiangchuan&unit=month'],
  ['classes and spaces', 'demo-manager', '/office/pages/offerings/index?centreId=jiangchuan'],
  ['a class that is edited', 'demo-manager', `/office/pages/offering/index?centreId=jiangchuan&id=${offering?._id}`],
  ['a new study room', 'demo-manager', '/office/pages/offering/index?centreId=jiangchuan&category=study'],
  ['the data of a centre', 'demo-manager', '/office/pages/centre/index?centreId=jiangchuan'],
  ['the data of a station', 'demo-manager', '/office/pages/station/index?centreId=jiangchuan&stationId=hubin'],
  ['the centres of the city', 'demo-city', '/office/pages/centres/index'],
  ['the figures', 'demo-manager', '/office/pages/figures/index?centreId=jiangchuan'],
  ['the ratings', 'demo-manager', '/office/pages/ratings/index?centreId=jiangchuan'],
  ['a roster for paper', 'demo-manager', `/office/pages/print/index?centreId=jiangchuan&sessionId=${session?._id}`],
  ['the report of the rating', 'demo-city', '/office/pages/report/index?kind=stars'],
  ['the report of the contest', 'demo-city', '/office/pages/report/index?kind=contest'],
  ['importing centres', 'demo-city', '/office/pages/import/index'],
  ['importing a timetable', 'demo-manager', '/office/pages/import/index?centreId=jiangchuan'],
  ['importing staff', 'demo-manager', '/office/pages/import/index?centreId=jiangchuan&what=staff'],
  ['centres side by side', 'demo-county', '/office/pages/compare/index?county=江川区'],
  ['messages', 'demo-parent', '/news/pages/list/index'],
  ['a poster to save', 'demo-parent', '/poster/pages/picture/index?of=class&id=jiangchuan-calligraphy'],
  ['a card for the family', 'demo-parent', `/pass/pages/send/index?id=${coming?._id}`],
  ['a link that was taken back', 'demo-elder', `/pass/pages/view/index?id=nothing-here&key=${'a'.repeat(20)}`],
  ['points', 'demo-parent', '/participation/pages/points/index'],
  ['confirming for a neighbour', 'demo-parent', '/participation/pages/witness/index'],
  ['the listing of points', 'demo-parent', '/participation/pages/listing/index?centreId=jiangchuan'],
  ['honours', 'demo-parent', '/participation/pages/honours/index?centreId=jiangchuan'],
  ['what moved points', 'demo-parent', '/participation/pages/history/index'],
  ['a volunteer', 'demo-volunteer', '/participation/pages/volunteer/index'],
  ['shifts', 'demo-volunteer', '/participation/pages/shifts/index'],
  ['a shift', 'demo-volunteer', '/participation/pages/shift/index?id=shift-volunteer-first'],
  ['checking a certificate', 'demo-volunteer', '/participation/pages/certificate/index'],
  ['guiding volunteers', 'demo-staff', '/participation/pages/guide/index?centreId=jiangchuan'],
  ['a guided shift', 'demo-staff', '/participation/pages/guided/index?centreId=jiangchuan&id=shift-volunteer-first'],
  ['volunteers of a centre', 'demo-manager', '/office/pages/volunteers/index?centreId=jiangchuan'],
  ['points at the counter', 'demo-staff', '/participation/pages/counter/index?centreId=jiangchuan'],
  ['tasks and goods', 'demo-manager', '/office/pages/points/index?centreId=jiangchuan'],
  ['honours of a centre', 'demo-manager', '/office/pages/honours/index?centreId=jiangchuan'],
  ['needs', 'demo-parent', '/participation/pages/needs/index?centreId=jiangchuan'],
  ['a need', 'demo-parent', '/participation/pages/need/index?id=demo-need-brush'],
  ['needs at the office', 'demo-manager', '/office/pages/needs/index?centreId=jiangchuan'],
  ['resident groups', 'demo-parent', '/participation/pages/groups/index?centreId=jiangchuan'],
  ['a resident group', 'demo-parent', '/participation/pages/group/index?id=demo-group-strings'],
  ['resident groups at the office', 'demo-manager', '/office/pages/groups/index?centreId=jiangchuan'],
  ['social workers', 'demo-manager', '/office/pages/workers/index?centreId=jiangchuan'],
  ['needs and offers', 'demo-manager', '/office/pages/wants/index?centreId=jiangchuan'],
  ['partners', 'demo-manager', '/office/pages/partners/index?centreId=jiangchuan'],
  ['late needs', 'demo-county', '/office/pages/late/index?county=江川区'],
  ['the star rating', 'demo-manager', '/office/pages/stars/index?centreId=jiangchuan'],
  ['the records of the star rating', 'demo-manager', '/office/pages/starmonth/index?centreId=jiangchuan'],
  ['the star ratings of the city', 'demo-city', '/office/pages/starboard/index'],
  ['the contest', 'demo-parent', '/participation/pages/contest/index'],
  ['the contest at a centre', 'demo-manager', '/office/pages/contest/index?centreId=jiangchuan'],
  ['the contest of the city', 'demo-city', '/office/pages/contest/index'],
  ['the selection of social workers', 'demo-parent', '/participation/pages/contest/index?kind=talent'],
  ['the selection in the city', 'demo-city', '/office/pages/contest/index?kind=talent'],
  ['the sheets of a juror', 'demo-volunteer', '/office/pages/jury/index'],
  ['topics', 'demo-parent', '/participation/pages/topics/index?centreId=jiangchuan'],
  ['a topic', 'demo-parent', '/participation/pages/topic/index?id=demo-topic-brush'],
  ['papers of a vote', 'demo-staff', '/participation/pages/ballots/index?centreId=jiangchuan'],
  ['a project', 'demo-parent', '/participation/pages/project/index?id=demo-project-lesson'],
  ['projects at the office', 'demo-manager', '/office/pages/projects/index?centreId=jiangchuan'],
  ['topics at the office', 'demo-manager', '/office/pages/topics/index?centreId=jiangchuan'],
  ['the team', 'demo-manager', '/office/pages/team/index?centreId=jiangchuan'],
  ['the journal', 'demo-manager', '/office/pages/journal/index?centreId=jiangchuan'],
  ['the desk of a county', 'demo-county', '/office/pages/desk/index?county=江川区'],
  ['the team of the city', 'demo-city', '/office/pages/team/index'],
  ['how the system does', 'demo-city', '/office/pages/watch/index'],
  ['roster', 'demo-staff', `/staff/pages/roster/index?centreId=jiangchuan&sessionId=${session?._id}`],
]

let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed(world.collections)
})
afterAll(() => cloud.close())

/** Checks the page as it opens, and again after the window has become narrower; the page is loaded once. */
const WIDTHS = [375, 320]
const HEIGHT = 640

const DEEP = TEST_DEPTH === 'deep'
const MODES = ['normal', 'senior'] as const
type Mode = (typeof MODES)[number]

/** These show other things in senior mode; of the others only the sizes change, with a class at their root. */
const OTHERWISE_FOR_SENIORS = ['home', 'classes', 'bookings', 'me', 'the canteen', 'a new study room']

/**
 * By day or by night, when the accessibility of the n-th page is checked in a mode. In depth always; by default once: every
 * other page by day in the normal mode, and those between them by night in the senior mode.
 */
function schemesOf(mode: Mode, nth: number): ('light' | 'dark')[] {
  if (DEEP) return ['light', 'dark']
  if (nth % 2 !== MODES.indexOf(mode)) return []
  return [mode === 'normal' ? 'light' : 'dark']
}

/** A phone for each persona, in a mode. */
async function phonesIn(mode: Mode): Promise<Record<Persona, Phone>> {
  const opened = await Promise.all(PERSONAS.map(async persona => [persona, await openPhone(cloud, persona)] as const))
  for (const [, phone] of opened) {
    if (mode === 'normal') continue
    await phone.open('/pages/home/index')
    await phone.page.locator('#senior-switch').click()
  }
  return Object.fromEntries(opened) as Record<Persona, Phone>
}

/** The page in front fits both widths, and nothing of it is closed to anybody. */
async function fits(phone: Phone, name: string, schemes: ('light' | 'dark')[]): Promise<void> {
  for (const [nth, width] of WIDTHS.entries()) {
    await phone.page.setViewportSize({ width, height: HEIGHT })
    expect([name, width, await overflowOf(phone)]).toEqual([name, width, 0])
    if (nth > 0) continue
    for (const scheme of schemes) expect([name, await accessibilityFaults(phone, scheme)]).toEqual([name, []])
  }
}

/** The page in front with twice the text, at the usual width; afterwards it is as before. */
async function fitsLargeText(phone: Phone, name: string): Promise<void> {
  await phone.page.setViewportSize({ width: WIDTHS[0] ?? 0, height: HEIGHT })
  const restore = await doubleText(phone)
  expect([name, 'text at 200 %', await overflowOf(phone)]).toEqual([name, 'text at 200 %', 0])
  expect([name, await overlappingTexts(phone)]).toEqual([name, []])
  await restore()
}

/**
 * Opens every page in a mode. By default a page that only has other sizes in senior mode is not opened a second time: it gets
 * the class of this mode where it stands. In depth each is opened in both.
 */
test.each(MODES)('in %s mode every page fits 375 and 320 px, speaks, and is open to all', async mode => {
  const phones = await phonesIn(mode)
  for (const [nth, [name, persona, path]] of PAGES.entries()) {
    const isOpenedTwice = DEEP || OTHERWISE_FOR_SENIORS.includes(name)
    if (mode === 'senior' && !isOpenedTwice) continue
    const phone = phones[persona]
    await phone.page.setViewportSize({ width: WIDTHS[0] ?? 0, height: HEIGHT })
    await phone.open(path)
    await phone.settled()
    const text = await phone.text()
    expect([name, /[\u4e00-\u9fff]{2}/.test(text)]).toEqual([name, true])
    expect([name, /undefined|NaN|\[object|INTERNAL/.test(text)]).toEqual([name, false])
    expect([name, /网络|再试一次|出了点问题/.test(text) && text.length < 80]).toEqual([name, false])
    await fits(phone, name, schemesOf(mode, nth))
    if (mode === 'senior') continue
    // The gallery shows small names of icons to those who build the app.
    if (name !== 'the gallery of components') await fitsLargeText(phone, name)
    if (isOpenedTwice) continue
    await phone.page.evaluate(() => {
      for (const root of Array.from(document.querySelectorAll('.nf-root'))) root.classList.add('nf-senior')
    })
    await fits(phone, `${name} in senior mode`, schemesOf('senior', nth))
  }
  for (const phone of Object.values(phones)) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})

test('with the keyboard, a sheet takes the focus, keeps it, and gives it back', async () => {
  const phone = await openPhone(cloud, 'demo-parent')
  const { keyboard } = phone.page
  const focused = (selector: string) =>
    phone.page.waitForFunction(wanted => document.activeElement?.matches(wanted), selector)
  await phone.open('/pages/classes/index')
  await phone.settled()
  for (const key of ['Enter', 'Space']) {
    await phone.seen('#filter-age').focus()
    await keyboard.press(key)
    await focused('[role="dialog"]')
    await keyboard.press('Shift+Tab')
    await focused('[role="dialog"] button:not(#sheet-close)')
    await keyboard.press('Tab')
    await focused('#sheet-close')
    await keyboard.press('Escape')
    await focused('#filter-age')
    expect(await phone.page.locator('[role="dialog"]').count()).toBe(0)
  }
  await phone.context.close()
})

test('whoever wants less motion sees a sheet at once, others see it come', async () => {
  const phone = await openPhone(cloud, 'demo-parent')
  await phone.open('/pages/classes/index')
  await phone.settled()
  const motions = async (reducedMotion: 'reduce' | 'no-preference') => {
    await phone.page.emulateMedia({ reducedMotion })
    await phone.page.evaluate(noteMotions)
    await phone.seen('#filter-age').click()
    await phone.seen('#age-done').click()
    await phone.page.locator('[role="dialog"]').waitFor({ state: 'detached' })
    return phone.page.evaluate(() => (window as unknown as { longest: number }).longest)
  }
  expect(await motions('reduce')).toBeLessThan(0.02)
  expect(await motions('no-preference')).toBeGreaterThan(0.1)
  await phone.context.close()
})

/** In the page: notes how long the longest motion lasts from now on, s. */
function noteMotions(): void {
  const world = window as unknown as { longest: number }
  world.longest = 0
  for (const event of ['animationstart', 'transitionrun'] as const) {
    document.addEventListener(event, ({ target }) => {
      const { animationDuration, transitionDuration } = getComputedStyle(target as Element)
      const seconds = `${animationDuration},${transitionDuration}`.split(',').map(Number.parseFloat)
      world.longest = Math.max(world.longest, ...seconds)
    })
  }
}

if (PICTURES !== undefined) picturesIn(PICTURES)

/** What `npm run pictures` does. */
function picturesIn(folder: string): void {
  test.each(MODES)('pictures of every page in %s mode', async mode => {
    const phones = await phonesIn(mode)
    for (const [name, persona, path] of PAGES) {
      await phones[persona].page.setViewportSize({ width: 375, height: HEIGHT })
      await phones[persona].open(path)
      await phones[persona].settled()
      await takePictures(phones[persona], folder, mode, name)
    }
    writeIndex(
      folder,
      PAGES.map(([name]) => name),
    )
  })
}

/** How far the widest visible element extends beyond the edge, px, after layout; elements that scroll sideways may. */
function overflowOf({ page }: Phone): Promise<number> {
  return page.evaluate(async () => {
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1
        ? !element.matches('.taro_page, body, html')
        : scrolls(element.parentElement))
    const beyond = Array.from(document.querySelectorAll('#app *'))
      .filter(element => element.textContent?.trim() && !scrolls(element))
      .map(element => element.getBoundingClientRect())
      .filter(({ width, height }) => width > 0 && height > 0)
      .map(({ right }) => Math.round(right - window.innerWidth))
    return Math.max(0, ...beyond)
  })
}
