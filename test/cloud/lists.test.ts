import { atLocal, DAY, HOUR, localDate } from '@domain/time'
import { aCentre, anOffering, aSession, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

const now = cloudNow()
const tomorrow = localDate(now + DAY)
let cloud: TestCloud

/** Fifty sessions at one moment and ten later ones: pages must not lose or repeat any of them. */
const SAME_MOMENT = atLocal(tomorrow, 570)

beforeAll(async () => {
  cloud = await startTestCloud()
  const many = Array.from({ length: 60 }, (_, n) =>
    aSession(now, {
      _id: `s-${String(n).padStart(2, '0')}`,
      startsAt: n < 50 ? SAME_MOMENT : SAME_MOMENT + (n - 49) * DAY,
      offeringId: n % 2 === 0 ? 'calligraphy' : 'paper-cutting',
      category: n % 2 === 0 ? 'children' : 'seniors',
      centreId: n % 5 === 0 ? 'bixi' : CENTRE,
      rules: {
        audience:
          n % 2 === 0 ? { ageMin: 6, ageMax: 12, accompanied: 'no' } : { ageMin: 60, ageMax: null, accompanied: 'no' },
      },
    }),
  )
  await cloud.seed({
    centres: [
      aCentre(),
      aCentre({
        _id: 'bixi',
        name: '碧溪社区党群服务中心',
        county: '红塔区',
        order: 2,
        location: { type: 'Point', coordinates: [102.54, 24.35] },
      }),
      aCentre({
        _id: 'far',
        name: '元江县党群服务中心',
        county: '元江县',
        order: 3,
        location: { type: 'Point', coordinates: [101.99, 23.6] },
      }),
    ],
    offerings: [anOffering(), anOffering({ _id: 'paper-cutting', title: '剪纸', category: 'seniors' })],
    sessions: [...many, aSession(now, { _id: 'over', startsAt: now - 3 * HOUR })],
  })
})
afterAll(() => cloud.close())

async function everyPage(filter: object): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = []
  let pages = 0
  for (let after: string | undefined; pages < 20; pages++) {
    const page = await cloud.ask('reader', 'class.list', { ...filter, ...(after ? { after } : {}) })
    ids.push(...page.items.map(({ id }) => id))
    if (page.next === null) return { ids, pages: pages + 1 }
    after = page.next
  }
  throw new Error('the list never ends')
}

test('a list pages through sessions of one moment without losing or repeating any', async () => {
  const { ids, pages } = await everyPage({})
  expect(pages).toBe(3)
  expect(ids).toEqual(Array.from({ length: 60 }, (_, n) => `s-${String(n).padStart(2, '0')}`))
})

test('filters narrow by centre, category, day and age, and combine', async () => {
  expect((await everyPage({ centreId: 'bixi' })).ids).toHaveLength(12)
  expect((await everyPage({ category: 'seniors' })).ids).toHaveLength(30)
  expect((await everyPage({ date: tomorrow })).ids).toHaveLength(50)
  expect((await everyPage({ date: localDate(SAME_MOMENT + 2 * DAY) })).ids).toEqual(['s-51'])
  expect((await everyPage({ age: 8 })).ids).toHaveLength(30)
  expect((await everyPage({ age: 30 })).ids).toEqual([])
  // Two who come together: both can, in whichever order they are given, or it is not listed.
  expect((await everyPage({ age: 6, ageTo: 12 })).ids).toHaveLength(30)
  expect((await everyPage({ age: 12, ageTo: 6 })).ids).toHaveLength(30)
  expect((await everyPage({ age: 5, ageTo: 12 })).ids).toEqual([])
  expect((await everyPage({ age: 8, ageTo: 13 })).ids).toEqual([])
  expect((await everyPage({ age: 70, centreId: CENTRE, category: 'seniors', date: tomorrow })).ids).toHaveLength(20)
})

test('bookings to come are soonest first, past and cancelled ones latest first', async () => {
  const book = async (sessionId: string) =>
    (await cloud.ask('busy', 'booking.create', { sessionId, memberIds: ['self'] })).booking.id
  await cloud.ask('busy', 'member.save', {
    relation: 'self',
    nickname: '老张',
    birthMonth: '1950-01',
    guardianConsent: false,
  })
  const [late, soon, off] = [await book('s-55'), await book('s-51'), await book('s-53')]
  await cloud.ask('busy', 'booking.cancel', { bookingId: off })
  const idsOf = async (scope: 'coming' | 'past') =>
    (await cloud.ask('busy', 'booking.list', { scope })).items.map(({ id }) => id)
  expect(await idsOf('coming')).toEqual([soon, late])
  expect(await idsOf('past')).toEqual([off])
  expect((await cloud.ask('busy', 'home.get', {})).nextBooking?.id).toBe(soon)
  cloud.later(20 * DAY)
  expect(await idsOf('coming')).toEqual([])
  expect(await idsOf('past')).toEqual([late, soon, off])
  cloud.later(0)
})

test('centres come nearest first, or in the city’s order, or of one county', async () => {
  const namesOf = async (input: object) =>
    (await cloud.ask('walker', 'centre.list', input)).centres.map(({ id, distance }) => [id, distance !== null])
  expect(await namesOf({})).toEqual([
    [CENTRE, false],
    ['bixi', false],
    ['far', false],
  ])
  const nearBixi = { location: { longitude: 102.55, latitude: 24.35 } }
  expect(await namesOf(nearBixi)).toEqual([
    ['bixi', true],
    [CENTRE, true],
    ['far', true],
  ])
  expect(await namesOf({ county: '元江县', ...nearBixi })).toEqual([['far', true]])
  expect((await cloud.ask('walker', 'centre.list', {})).counties).toEqual(['江川区', '红塔区', '元江县'])
  expect((await cloud.ask('walker', 'home.get', nearBixi)).centre?.id).toBe('bixi')
  expect((await cloud.ask('walker', 'home.get', { centreId: 'far' })).centre?.id).toBe('far')
  expect((await cloud.ask('walker', 'home.get', { centreId: 'closed-for-good' })).centre?.id).toBe(CENTRE)
})

test('a centre’s page shows what is next there', async () => {
  const { centre, sessions } = await cloud.ask('walker', 'centre.get', { centreId: CENTRE })
  expect(centre).toMatchObject({ facilities: ['饮水', '充电'], wayIn: '正门进，右手边', distance: null })
  expect(sessions).toHaveLength(6)
  expect(await cloud.codeOf('walker', 'centre.get', { centreId: 'nowhere' })).toBe('CENTRE_NOT_FOUND')
  expect(await cloud.codeOf('walker', 'class.get', { offeringId: 'nothing' })).toBe('OFFERING_NOT_FOUND')
})

test('the filter for older people shows both of the city’s programmes for them', async () => {
  await cloud.seed({
    sessions: [
      aSession(now, { _id: 'phone-scams', category: 'elders', startsAt: now + 20 * DAY }),
      aSession(now, { _id: 'folk-songs', category: 'seniors', startsAt: now + 20 * DAY + 1 }),
    ],
  })
  const { ids } = await everyPage({ category: 'elders', date: localDate(now + 20 * DAY) })
  expect(ids).toEqual(['phone-scams', 'folk-songs'])
})
