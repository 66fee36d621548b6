import { type OfficeRoute, type RouteName, routes, type StaffRoute } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import { ACCESS } from '@domain/office/access'
import { DUTIES, type Duty } from '@domain/office/roles'
import type { StaffDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, anOffering, anOfficer, aSession, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { aPartner } from '../../../worlds/fixtures/partners'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { validInputs } from '../support/inputs'

/**
 * The whole matrix of people, routes and places, through the public functions: `domain/office/access.ts` is what is expected,
 * spelt out here in another way.
 */

const COUNTY = '江川区'
const ELSEWHERE = '通海县'

interface Person {
  openid: string
  /** What the person is at the centre of this matrix; null: nothing there. */
  at: 'here' | 'there' | 'county' | 'other-county' | 'city' | 'nowhere'
  role: 'staff' | 'manager' | 'partner' | 'county' | 'city' | null
  duties: readonly Duty[]
}

const PEOPLE: Person[] = [
  { openid: 'resident', at: 'nowhere', role: null, duties: [] },
  ...DUTIES.map((duty): Person => ({ openid: `staff-${duty}`, at: 'here', role: 'staff', duties: [duty] })),
  { openid: 'staff-none', at: 'here', role: 'staff', duties: [] },
  { openid: 'manager', at: 'here', role: 'manager', duties: [] },
  ...DUTIES.map((duty): Person => ({ openid: `there-${duty}`, at: 'there', role: 'staff', duties: [duty] })),
  { openid: 'manager-there', at: 'there', role: 'manager', duties: [] },
  { openid: 'partner', at: 'here', role: 'partner', duties: [] },
  { openid: 'officer', at: 'county', role: 'county', duties: [] },
  { openid: 'officer-elsewhere', at: 'other-county', role: 'county', duties: [] },
  { openid: 'city', at: 'city', role: 'city', duties: [] },
]

/** Of nobody but a partner. */
const AGREED = { partnerId: 'partner-1' }

const CENTRE_OF: Partial<Record<Person['at'], string>> = { here: CENTRE, there: 'bixi' }
const COUNTY_OF: Partial<Record<Person['at'], string>> = { county: COUNTY, 'other-county': ELSEWHERE }

function staffOf({ openid, at, role, duties }: Person): StaffDocument[] {
  const centreId = CENTRE_OF[at]
  if (role === 'county' || role === 'city') return [anOfficer(openid, COUNTY_OF[at])]
  return role && centreId
    ? [aStaff(openid, { centreId, role, ...(role === 'staff' ? { duties: [...duties] } : {}), ...AGREED })]
    : []
}

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [
      aCentre({ county: COUNTY }),
      aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', county: COUNTY, order: 2 }),
      aCentre({ _id: 'tonghai', county: ELSEWHERE, order: 3 }),
    ],
    offerings: [anOffering()],
    sessions: [aSession(now)],
    partners: [aPartner(now, { offeringIds: ['calligraphy'] })],
    staff: PEOPLE.flatMap(staffOf),
  })
})
afterAll(() => cloud.close())

const guarded = (Object.keys(routes) as RouteName[]).filter(name => functionOf(name) !== 'resident') as (
  | StaffRoute
  | OfficeRoute
)[]

/** Whether somebody may call a route about the first centre, from the row of the table alone. */
function expected(route: StaffRoute | OfficeRoute, { at, role, duties }: Person): boolean {
  const row = ACCESS[route] as readonly string[]
  if (at === 'here' && role === 'staff') return row.includes('staff') || duties.some(duty => row.includes(duty))
  if (at === 'here') return row.includes(role ?? 'nobody')
  if (at === 'county') return row.includes('county')
  return at === 'city' && row.includes('city')
}

const codeOf = async (openid: string, route: string, input: object, requestId: string) => {
  const { reply } = await cloud.raw(functionOf(route), { route, input, requestId }, openid)
  return reply.ok ? 'OK' : reply.code
}

test('every guarded route has a row in the table, and names a place', () => {
  expect(Object.keys(ACCESS).sort()).toEqual([...guarded].sort())
  for (const name of guarded) {
    const fields = Object.keys((routes[name].input as unknown as { entries: object }).entries)
    const isOfCity = ACCESS[name].every(who => who === 'city')
    expect([name, isOfCity || fields.includes('centreId') || fields.includes('county')]).toEqual([name, true])
  }
})

/** Inputs that need nothing else than the route itself: a payment beside a hand-over is for the till alone. */
const plainInputs = { ...validInputs, 'staff.mealHandOver': { ...validInputs['staff.mealHandOver'], pay: null } }

test.each(guarded)('%s answers everybody as the table says, here and at another centre', async route => {
  const answers: [string, boolean][] = []
  for (const person of PEOPLE) {
    // Each with a call of their own; what one does must not decide what the next may.
    const code = await codeOf(person.openid, route, plainInputs[route], `request-${person.openid}`)
    answers.push([person.openid, code !== 'FORBIDDEN'])
    expect([person.openid, code]).not.toEqual([person.openid, 'INVALID_INPUT'])
  }
  expect(answers).toEqual(PEOPLE.map(person => [person.openid, expected(route, person)]))
})

const PLACES = [
  ['the centre', { centreId: CENTRE }],
  ['another centre of the county', { centreId: 'bixi' }],
  ['a centre of another county', { centreId: 'tonghai' }],
  ['a centre that does not exist', { centreId: 'nowhere' }],
  ['the county', { county: COUNTY }],
  ['another county', { county: ELSEWHERE }],
  ['the city', {}],
] as const

const LEADERS_OF: Record<(typeof PLACES)[number][0], string[]> = {
  'the centre': ['manager', 'officer', 'city'],
  'another centre of the county': ['manager-there', 'officer', 'city'],
  'a centre of another county': ['officer-elsewhere', 'city'],
  'a centre that does not exist': [],
  'the county': ['officer', 'city'],
  'another county': ['officer-elsewhere', 'city'],
  'the city': ['city'],
}

test.each(PLACES)('the team of %s is shown to those who lead it, and to nobody else', async (name, place) => {
  const answers = await Promise.all(
    PEOPLE.map(async ({ openid }) => [openid, await codeOf(openid, 'office.team', place, 'request-team')] as const),
  )
  const leaders = LEADERS_OF[name]
  expect(answers).toEqual(PEOPLE.map(({ openid }) => [openid, leaders.includes(openid) ? 'OK' : 'FORBIDDEN']))
})

test('staff whose grant is older than the duties are for the door, as before', async () => {
  await cloud.seed({ staff: [aStaff('old-hand')] })
  expect(await cloud.codeOf('old-hand', 'staff.find', { centreId: CENTRE, query: '果果' })).toBe('OK')
  const me = await cloud.ask('old-hand', 'me.get', {})
  expect(me.staffOf).toMatchObject([{ centreId: CENTRE, role: 'staff', duties: ['door'] }])
})
