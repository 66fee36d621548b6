import { DAY, HOUR } from '@domain/time'
import { contestMarks } from '../../worlds/fixtures/contest'
import { aHousehold, anOffering, anOfficer, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { givenMarks } from '../../worlds/fixtures/stars'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { daysToNextJune, fillArea, giveMarks, OTHER_CENTRES, ratedCentres } from './support/marks'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

/**
 * Whole years on screens, on one cloud whose clock goes on: a need becomes a project, the project is entered in the contest, and the
 * centre that carried it out is rated. What one person does on a screen others do by calls.
 */

const now = cloudNow()
const WIDE = { width: 1280, height: 800 }
const COUNTY = '江川区'
/** Days of the sessions of the project, and of what follows. */
const HELD = [15, 50, 85, 120, 155, 190, 205]
const CONTEST = 210
const RATING = 275
const JURORS = ['juror-1', 'juror-2', 'juror-3', 'juror-4']
let cloud: WholeCloud
let resident: Phone
let manager: Phone
let city: Phone
let juror: Phone

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: ratedCentres(COUNTY),
    offerings: [anOffering()],
    sessions: [0, ...HELD, RATING].map(day =>
      aSession(now, { _id: `class-${day}`, startsAt: now + day * DAY + 2 * HOUR, endsAt: now + day * DAY + 3 * HOUR }),
    ),
    accounts: ['resident', 'manager', 'city', 'juror'].map(openid => aHousehold(openid, now)),
    staff: [aStaff('manager', { role: 'manager' }), anOfficer('county', COUNTY), anOfficer('city')],
  })
  resident = await openPhone(cloud, 'resident')
  juror = await openPhone(cloud, 'juror')
  manager = await openPhone(cloud, 'manager', WIDE)
  city = await openPhone(cloud, 'city', WIDE)
})
afterAll(async () => {
  expect([resident, manager, city, juror].flatMap(({ complaints }) => complaints)).toEqual([])
  await cloud.close()
})

/** Goes on to a day, and lets the timer do what is due by then. */
async function onDay(day: number, ticks = 1) {
  cloud.later(day * DAY)
  for (let n = 0; n < ticks; n++) await cloud.tick()
}
/** People book the session of a day and are let in. Returns the booking of the first. */
async function come(day: number, openids: readonly string[]) {
  cloud.later(day * DAY)
  const sessionId = `class-${day}`
  const bookingIds: string[] = []
  for (const openid of openids)
    bookingIds.push((await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })).booking.id)
  cloud.later(day * DAY + 2 * HOUR)
  for (const bookingId of bookingIds) await cloud.ask('manager', 'staff.checkInByName', { centreId: CENTRE, bookingId })
  return bookingIds[0] ?? ''
}

test('a resident puts a need, the manager makes a topic of it, and the household votes', async () => {
  await come(0, ['resident'])
  await resident.open(`/participation/pages/needs/index?centreId=${CENTRE}`)
  await resident.seen('#needs-put').click()
  await resident.seen('#put-classes').click()
  await fillArea(resident, 'put-text', '周末想学书法')
  await resident.seen('#put-yes').click()
  await resident.seen('#need-waiting').getByText('等中心答复').waitFor()
  const [need] = await cloud.stored('needs')

  await manager.open(`/office/pages/topics/index?centreId=${CENTRE}`)
  await manager.seen('#new-topic').click()
  await manager.seen('input#topic-title').fill('周末书法班')
  await fillArea(manager, 'topic-words', '每周六上午')
  await manager.seen(`#topic-need-${need?._id}`).click()
  await manager.seen('#topic-save').click()
  await manager.seen('[id^=open-]').click()
  await manager.seen('#open-vote-yes').click()
  await manager.page.getByText('表决到', { exact: false }).last().waitFor()

  await resident.open(`/participation/pages/need/index?id=${need?._id}`)
  await resident.seen('#need-topic').click()
  await resident.seen('#topic-vote').click()
  await resident.seen('#vote-for').click()
  await resident.seen('#vote-yes').click()
  await resident.seen('#topic-voting').getByText('投过了', { exact: false }).waitFor()
})

test('after the vote the decision is published, and a project carries it out', async () => {
  await onDay(9)
  const [topic] = await cloud.stored('topics')
  await manager.open(`/office/pages/topics/index?centreId=${CENTRE}`)
  await manager.seen(`#decide-${topic?._id}`).click()
  await fillArea(manager, 'decide-reasons', '想学的人多')
  await manager.seen('#decide-yes').click()
  await manager.page.getByText('通过', { exact: true }).waitFor()
  await manager.open(`/office/pages/projects/index?centreId=${CENTRE}`)
  await manager.seen(`#plan-${topic?._id}`).click()
  await manager.seen('input#project-owner').fill('李主任')
  await manager.seen('#project-offering-calligraphy').click()
  await manager.seen('#project-save').click()
  await manager.seen('#project-sheet').waitFor({ state: 'detached' })
  expect(await cloud.stored('projects')).toMatchObject([{ owner: '李主任', offeringIds: ['calligraphy'] }])
})

test('people come to its sessions for half a year and rate them, and the city sees figures that nobody has entered', async () => {
  let rated = ''
  for (const day of HELD) {
    await onDay(day)
    rated = await come(day, ['resident', 'neighbour'])
  }
  cloud.later((HELD.at(-1) ?? 0) * DAY + 4 * HOUR)
  await resident.open(`/pages/booking/index?id=${rated}`)
  await resident.seen('#rate-5').click()
  await resident.seen('#rate-send').click()
  await resident.seen('#booking-rated').waitFor()
  await onDay(CONTEST, 2)
  const [project] = await cloud.stored('projects')
  expect(project?.figures).toMatchObject({ held: 7, came: 14, distinct: 2, ratings: 1 })
  await resident.open(`/participation/pages/project/index?id=${project?._id}`)
  await resident.seen('#project-held').getByText('7', { exact: false }).first().waitFor()
})

test('the city opens the contest, the centre enters the project, and a juror joins with a code', async () => {
  await city.open('/office/pages/contest/index')
  await city.seen('#open-contest').click()
  await city.seen('#open-contest-save').click()
  await city.seen('#contest-stage').getByText('报名', { exact: false }).waitFor()
  await manager.open(`/office/pages/contest/index?centreId=${CENTRE}`)
  await manager.seen('#enter-contest').click()
  await manager.seen('input#enter-title').fill('周末书法班')
  await fillArea(manager, 'enter-words', '居民提的，每周都办')
  await manager.seen('#enter-save').click()
  await manager.seen('#own-entry').getByText('报上了').waitFor()
  const jury = { centreIds: [], partners: [] }
  for (const openid of JURORS) {
    const { code } = await cloud.ask('city', 'office.inviteJuror', { ...jury, name: openid, employer: openid })
    await cloud.ask(openid, 'contest.join', { code })
  }
  await city.seen('#invite-juror').click()
  await city.seen('input#juror-name').fill('刘老师')
  await city.seen('input#juror-employer').fill('玉溪师范学院')
  await city.seen('#juror-save').click()
  const code = await city.seen('#juror-code').textContent()
  await juror.open('/office/pages/jury/index')
  await juror.seen('input#jury-code').fill(/([a-z2-7]{4} ?){4}/.exec(code ?? '')?.[0] ?? '')
  await juror.seen('#jury-join').click()
  await juror.seen('#jury-empty').waitFor()
})

test('five jurors score three stages, nobody sees a score before, and everybody reads the place that is published', async () => {
  const stages = { 案例初选: 16, 项目讲述: 31, 现场路演: 41 }
  const [entry] = await cloud.stored('contestentries')
  for (const [label, day] of Object.entries(stages)) {
    // Some time after midnight, at which the stage before has ended.
    await onDay(CONTEST + day + 1 / 24, 2)
    for (const openid of JURORS)
      await cloud.ask(openid, 'contest.score', { entryId: entry?._id ?? '', n: 0, marks: contestMarks() })
    await juror.open('/office/pages/jury/index')
    await juror.seen('#jury-stage').getByText(label, { exact: false }).waitFor()
    await juror.seen(`#judge-${entry?._id}`).click()
    for (const { id, tenths } of contestMarks()) await juror.seen(`input#mark-${id}`).fill(String(tenths / 10))
    await juror.seen('#mark-save').click()
    await juror.seen(`#judge-${entry?._id}`).getByText(' 分', { exact: false }).waitFor()
    await manager.open(`/office/pages/contest/index?centreId=${CENTRE}`)
    await manager.seen('#own-entry').getByText(`进了${label}`).waitFor()
  }
  await onDay(CONTEST + 51 + 1 / 24, 2)
  await city.open('/office/pages/contest/index')
  await city.seen('#publish-contest').click()
  await city.seen('#contest-stage').getByText('已公布', { exact: false }).waitFor()
  await resident.open('/participation/pages/contest/index')
  await resident.seen(`#place-1-${entry?._id}`).getByText('周末书法班', { exact: false }).waitFor()
})

test('the project is closed with its figures, and whoever put the need follows it to its end', async () => {
  const [project] = await cloud.stored('projects')
  const [need] = await cloud.stored('needs')
  await manager.open(`/office/pages/projects/index?centreId=${CENTRE}`)
  await manager.seen(`#close-${project?._id}`).click()
  await fillArea(manager, 'close-words', '书法班办成了，还会办下去')
  await fillArea(manager, 'close-few', '班小，来的人少')
  await manager.seen('#close-yes').click()
  await manager.seen('#close-sheet').waitFor({ state: 'detached' })
  await resident.open(`/participation/pages/need/index?id=${need?._id}`)
  await resident.seen('#need-topic').click()
  await resident.seen('#topic-project').click()
  await resident.seen('#project-closing').getByText('书法班办成了', { exact: false }).waitFor()
})

test('the city rates the year: centres mark themselves and each other, offices appraise, and the result is published', async () => {
  await come(RATING, ['resident'])
  await city.open('/office/pages/starboard/index')
  await city.seen('#open-stars').click()
  await city.seen('input#open-cityUntil').fill(`${daysToNextJune(now + RATING * DAY)}`)
  await city.seen('#open-stars-save').click()
  await city.seen('#star-phase').getByText('自查自评').waitFor()
  for (let n = 0; n < 2; n++) await cloud.tick()
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await manager.seen('#star-assess').click()
  await giveMarks(manager, { safety: '5', words: '现场看过' })
  await manager.seen('#standard-safety').getByText('自评 5.0').waitFor()
  const given = { n: 0, marks: givenMarks(), words: '' }

  await onDay(RATING + 16)
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  const [reviewed] = await cloud.stored('centrestars', { reviewers: CENTRE })
  await manager.seen(`#review-${reviewed?.centreId}`).click()
  await giveMarks(manager, { safety: '3', words: '现场看过' })
  await manager.seen(`#review-${reviewed?.centreId}`).getByText('交了').waitFor()

  await onDay(RATING + 31)
  for (const centreId of [CENTRE, ...OTHER_CENTRES])
    await cloud.ask('county', 'office.appraiseStars', { centreId, ...given, veto: null })
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await manager.seen('#standard-safety').getByText('自评 5.0').waitFor()
  expect(await manager.seen('#standard-safety').textContent()).not.toContain('县区')

  // Each month is counted when it is over; the last one some days into the new year.
  for (let day = RATING + 46; day <= RATING + 590; day += 90) await onDay(day, 4)
  const counted = await cloud.stored('centrestars')
  expect(counted.map(({ counted: months }) => months)).toEqual([12, 12, 12, 12])
  const own = counted.find(({ centreId }) => centreId === CENTRE)
  // The sessions of the project in the rated year, as they were held.
  expect(own?.figures.held?.part).toBeGreaterThan(0)
  await city.open('/office/pages/starboard/index')
  await city.seen('#publish-stars').click()
  await city.seen('#star-phase').getByText('已公布').waitFor()
  for (let n = 0; n < 2; n++) await cloud.tick()
  const [{ result } = {}] = await cloud.stored('centrestars', { centreId: CENTRE })
  expect(result?.score).toBeGreaterThan(0)
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await manager.page
    .getByText(((result?.score ?? 0) / 10).toFixed(1), { exact: false })
    .first()
    .waitFor()
})
