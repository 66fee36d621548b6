import { atLocal, DAY, localDate } from '@domain/time'
import { aHousehold, anOfficer, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { givenMarks } from '../../worlds/fixtures/stars'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { daysToNextJune, fillArea, giveMarks, OTHER_CENTRES, ratedCentres } from './support/marks'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

/** A year of the star rating on screens. Deadlines pass by being changed in the database, as if the weeks had gone by. */

const now = cloudNow()
const COUNTY = '江川区'
const JANUARY = atLocal(`${localDate(now).slice(0, 4)}-01-10`, 600)
const WIDE = { width: 1280, height: 800 }
let cloud: WholeCloud
let city: Phone
let county: Phone
let manager: Phone
let resident: Phone

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: ratedCentres(COUNTY),
    sessions: [aSession(now, { _id: 'in-january', startsAt: JANUARY, endsAt: JANUARY + 1, settleAt: null })],
    accounts: ['manager', 'county', 'city', 'resident'].map(openid => aHousehold(openid, now)),
    staff: [aStaff('manager', { role: 'manager' }), anOfficer('county', COUNTY), anOfficer('city')],
  })
  city = await openPhone(cloud, 'city', WIDE)
  county = await openPhone(cloud, 'county', WIDE)
  manager = await openPhone(cloud, 'manager', WIDE)
  resident = await openPhone(cloud, 'resident')
})
afterAll(async () => {
  expect([city, county, manager, resident].flatMap(({ complaints }) => complaints)).toEqual([])
  await cloud.close()
})

const round = async () => {
  const [found] = await cloud.stored('starrounds')
  if (!found) throw new Error('no rating is open')
  return found
}
/** Lets the phase end in which the rating is. */
async function endPhase(deadline: 'selfUntil' | 'mutualUntil' | 'countyUntil' | 'cityUntil') {
  await cloud.change('starrounds', (await round())._id, { [deadline]: now - DAY })
}
/** Says something in a sheet. */
async function say(phone: Phone, words: string) {
  await fillArea(phone, 'words-text', words)
  await phone.seen('#words-save').click()
  await phone.seen('#words-sheet').waitFor({ state: 'detached' })
}
test('the city opens the rating of the year', async () => {
  await city.open('/office/pages/starboard/index')
  await city.seen('#open-stars').click()
  await city.seen('input#open-cityUntil').fill(`${daysToNextJune(now)}`)
  await city.seen('#open-stars-save').click()
  await city.seen('#star-phase').getByText('自查自评').waitFor()
  for (let n = 0; n < 2; n++) await cloud.tick()
  expect(await cloud.stored('centrestars')).toHaveLength(4)
})

test('the manager marks their own centre, sees which figures come from records, and reviews another centre', async () => {
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await manager.seen('#standard-riders').getByText('这里没有，不计入').waitFor()
  await manager.seen('#star-assess').click()
  await giveMarks(manager, { safety: '5', words: '台账在一楼资料柜' })
  await manager.seen('#standard-safety').getByText('自评 5.0').waitFor()
  await manager.seen('#standard-held').click()
  await manager.seen('#record-in-january').click()
  await say(manager, '那天停电，改在院子里办')
  await manager.seen('#record-in-january').getByText('有异议').waitFor()

  await endPhase('selfUntil')
  const [reviewed] = await cloud.stored('centrestars', { reviewers: CENTRE })
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await manager.seen(`#review-${reviewed?.centreId}`).click()
  await giveMarks(manager, { safety: '3', words: '少了两个月的检查记录' })
  await manager.seen(`#review-${reviewed?.centreId}`).getByText('交了').waitFor()
})

test('the county marks the centre, and nobody else sees it before the stages are over', async () => {
  await endPhase('mutualUntil')
  await county.open(`/office/pages/starboard/index?county=${encodeURIComponent(COUNTY)}`)
  await county.seen(`#board-of-${CENTRE}`).click()
  await county.seen('#star-appraise').click()
  await giveMarks(county, { safety: '4', words: '现场看过' })
  await county.seen('#standard-safety').getByText('县区 4.0').waitFor()
  await county.seen('#dispute-in-january').click()
  await county.seen('#decide-no').click()
  await say(county, '名单上没有人')
  await county.seen('#dispute-in-january').getByText('不成立').waitFor()
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await manager.seen('#standard-safety').getByText('自评 5.0').waitFor()
  expect(await manager.seen('#standard-safety').textContent()).not.toContain('县区')
})

test('the county counts by hand what the system has counted, where the sample says so', async () => {
  const id = `${(await round()).year}-${CENTRE}`
  await cloud.change('centrestars', id, { isSampled: true, figures: { held: { part: 90, whole: 100, tenths: 50 } } })
  await county.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await county.seen('#star-recheck').click()
  await county.seen('input#recheck-found').fill('88')
  await say(county, '翻了纸质名单')
  await county.seen('#recheck-of-held').getByText('对得上').waitFor()
})

test('the city publishes, and a resident sees the stars of the centre', async () => {
  for (const centreId of OTHER_CENTRES)
    await cloud.ask('county', 'office.appraiseStars', { centreId, n: 0, marks: givenMarks(), words: '', veto: null })
  await endPhase('countyUntil')
  await endPhase('cityUntil')
  // As if the year had been counted: nothing else is left in the denominator.
  for (const { _id } of await cloud.stored('centrestars'))
    await cloud.change('centrestars', _id, { counted: 12, figures: {} })
  // The reviewers and the county have given less than the centre itself.
  await manager.open(`/office/pages/stars/index?centreId=${CENTRE}`)
  await manager.seen('#explain-safety').click()
  await say(manager, '检查记录后来补齐了')
  await manager.seen('#explain-safety').getByText('检查记录后来补齐了').waitFor()
  await city.open('/office/pages/starboard/index')
  await city.seen(`#board-of-${CENTRE}`).getByText('五星').waitFor()
  await city.seen('#publish-stars').click()
  await city.seen('#star-phase').getByText('已公布').waitFor()
  // The year leads to its board, and that to what each centre got.
  const { year } = await round()
  await city.seen(`#stars-of-${year}`).click()
  await city.page.getByText(`${year} 年星级评价`).waitFor()
  await city.seen(`#board-of-${CENTRE}`).click()
  await city.seen('#star-result').getByText('五星').waitFor()
  await cloud.tick()
  await resident.open(`/pages/centre/index?id=${CENTRE}`)
  await resident.page.getByText(`五星中心 · ${year} 年评`).waitFor()
})
