import { type RouteName, routes } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import * as v from 'valibot'
import { aCentre, aHousehold, anOffering, aSession, aStaff } from '../../worlds/fixtures/index'
import { runs } from '../depth'
import fc from '../random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { validInputs } from './support/inputs'

const INPUTS = runs({ deep: 10_000, byDefault: 3000 })
const BATCH = 50
const SEED = 20_260_708

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now)],
    accounts: [aHousehold('tester', now)],
    staff: [aStaff('tester', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

/** Values that every field of every route refuses. */
const poison = fc.oneof(
  fc.constantFrom<unknown>(
    { $gt: '' },
    { $ne: null },
    { $where: 'sleep(1000)' },
    { $regex: '^(a+)+$' },
    [{ $gt: '' }],
    '__proto__',
    '../../etc/passwd',
    'a'.repeat(50_000),
    '\u0000',
    '\u202Eevil',
    "1' OR '1'='1",
    -1,
    1.5,
    1e300,
    { a: { a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } } },
    Array.from({ length: 2000 }, () => 0),
    [],
    {},
  ),
  // Ids of this product have no upper-case letters; a text that is wrong in one field could be right in another.
  fc.string({ minLength: 1, maxLength: 30 }).map(text => `!${text}`),
  fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
  fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.integer(), { minKeys: 1, maxKeys: 4 }),
)

interface Malformed {
  fn: string
  body: string
  expected: 'INVALID_INPUT' | 'UNKNOWN_ROUTE'
}

function bodyOf(route: unknown, input: unknown, requestId: unknown = 'request-1234'): string {
  return JSON.stringify({ route, input, requestId })
}

const routeNames = Object.keys(validInputs) as RouteName[]
/** Free text fields, which accept nearly any short text. */
const FREE_TEXT = new Set([
  'nickname',
  'name',
  'query',
  'code',
  'county',
  'reason',
  'line',
  'note',
  'title',
  'summary',
  'bring',
  'teacherName',
  'teacherIntro',
  'room',
  'teacher',
  'address',
  'wayIn',
  'words',
  'text',
  'reasons',
  'employer',
  'owner',
  'fewReason',
])
/** Fields for which `true` or 0 is valid. */
const BOOLEANS = new Set([
  'guardianConsent',
  'granted',
  'refused',
  'archived',
  'bookable',
  'week',
  'isOpen',
  'mutual',
  'isRight',
  'isHolder',
  'goesOn',
  'upheld',
  'outside',
  'waiting',
  'adopted',
  'agreed',
  'choose',
  'decided',
  'delivers',
  'despiteAllergies',
  'done',
  'online',
  'reserve',
])
/** Lists of free text, for which a list with any text is valid. */
const TEXT_LISTS = new Set(['names', 'facilities', 'partners'])
const NUMBERS_FROM_0 = new Set([
  'roomHours',
  'age',
  'ageTo',
  'by',
  'minute',
  'revision',
  'reserve',
  'counted',
  'expected',
  'due',
  'added',
  'found',
  'n',
  // A canteen may serve from midnight on, with no meal to spare.
  'from',
  'until',
  'spare',
  // What a meal costs may be nothing.
  'list',
  'charity',
  'fee',
])

const spoiledField: fc.Arbitrary<Malformed> = fc
  .constantFrom(...routeNames.filter(name => Object.keys(validInputs[name]).some(key => !FREE_TEXT.has(key))))
  .chain(name =>
    fc
      .tuple(fc.constantFrom(...Object.keys(validInputs[name]).filter(key => !FREE_TEXT.has(key))), poison)
      .map(([key, value]) => ({
        fn: functionOf(name),
        body: bodyOf(name, { ...validInputs[name], [key]: value }),
        expected: 'INVALID_INPUT' as const,
      })),
  )
  // Still valid inputs: an empty list of notices withdraws the consent, a list of duties, proofs, hours, facilities, dishes, centres or partners
  // may be empty, and -1 lowers the count by one person.
  .filter(
    ({ body }) =>
      !body.includes('"notices":[]') &&
      !body.includes('"by":-1}') &&
      // Less cash than none: a payment of yesterday was returned today.
      !/"(expected|counted)":-1[,}]/.test(body) &&
      // A character that nobody sees is no number, and a number may be missing.
      !body.includes('"phone":"\\u0000"') &&
      // One piece is taken out of the stock.
      !body.includes('"added":-1}') &&
      !/"(duties|skills|offeringIds|serviceIds|roomIds|marks|proofs|week|facilities|healthDays|dishes|allergens|budget|milestones|centreIds|partners|members)":\[\]/.test(
        body,
      ),
  )

const wrongType: fc.Arbitrary<Malformed> = fc
  .tuple(
    fc.constantFrom(...routeNames.filter(name => Object.keys(validInputs[name]).length > 0)),
    fc.constantFrom<unknown>(0, true, ['!x'], { x: 1 }, 'a'.repeat(5000)),
    fc.nat(),
  )
  .map(([name, value, pick]) => {
    const keys = Object.keys(validInputs[name])
    const key = keys[pick % keys.length] ?? ''
    const fits =
      (BOOLEANS.has(key) && value === true) ||
      (NUMBERS_FROM_0.has(key) && value === 0) ||
      (TEXT_LISTS.has(key) && Array.isArray(value))
    return {
      fn: functionOf(name),
      body: bodyOf(name, { ...validInputs[name], [key]: fits ? 'no' : value }),
      expected: 'INVALID_INPUT' as const,
    }
  })

/** The same input with one text in it replaced, for each of its texts that is not free. */
function replaced(node: unknown, text: string, key = ''): unknown[] {
  if (typeof node === 'string') return [...FREE_TEXT, ...TEXT_LISTS, 'building', 'door'].includes(key) ? [] : [text]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, each]) =>
    replaced(each, text, Array.isArray(node) ? key : name).map(other =>
      Array.isArray(node) ? node.map((one, n) => (String(n) === name ? other : one)) : { ...node, [name]: other },
    ),
  )
}

test('nothing is found or stored under a name that every object has', () => {
  const names = Object.getOwnPropertyNames(Object.prototype)
  const taken = routeNames.flatMap(name =>
    names.flatMap(text =>
      replaced(validInputs[name], text)
        .filter(input => v.safeParse(routes[name].input, input).success)
        .map(input => `${name} ${JSON.stringify(input)}`),
    ),
  )
  expect(taken).toEqual([])
})

test('no field takes a number beyond the whole numbers that are exact', () => {
  const taken = routeNames.flatMap(name =>
    Object.keys(validInputs[name])
      .filter(key => v.safeParse(routes[name].input, { ...validInputs[name], [key]: 1e300 }).success)
      .map(key => `${name} ${key}`),
  )
  expect(taken).toEqual([])
})

const extraKey: fc.Arbitrary<Malformed> = fc
  .tuple(
    fc.constantFrom(...routeNames),
    fc.constantFrom('__proto__', 'constructor', 'prototype', '$where', 'price', 'role'),
  )
  .map(([name, key]) => {
    // Built from text: an object literal would set the prototype instead of sending the key.
    const fields = Object.entries(validInputs[name]).map(
      ([field, value]) => `${JSON.stringify(field)}:${JSON.stringify(value)}`,
    )
    const input = `{${[...fields, `${JSON.stringify(key)}:{"admin":true}`].join(',')}}`
    return {
      fn: functionOf(name),
      body: `{"route":${JSON.stringify(name)},"input":${input},"requestId":"request-1234"}`,
      expected: 'INVALID_INPUT' as const,
    }
  })

const wrongInput: fc.Arbitrary<Malformed> = fc
  .tuple(fc.constantFrom(...routeNames), fc.constantFrom<unknown>(null, 0, 'text', [], [1], true, 'a'.repeat(90_000)))
  .map(([name, input]) => ({ fn: functionOf(name), body: bodyOf(name, input), expected: 'INVALID_INPUT' as const }))

const wrongRequestId: fc.Arbitrary<Malformed> = fc
  .tuple(
    fc.constantFrom(...routeNames.filter(name => routes[name].effect === 'write')),
    fc.constantFrom<unknown>(null, 5, '', 'short', 'a'.repeat(65), { $gt: '' }, 'with space 12', '__proto__!'),
  )
  .map(([name, id]) => ({
    fn: functionOf(name),
    body: bodyOf(name, validInputs[name], id),
    expected: 'INVALID_INPUT' as const,
  }))

const unknownRoute: fc.Arbitrary<Malformed> = fc
  .tuple(
    fc.constantFrom('resident', 'staff'),
    fc.oneof(
      fc.constantFrom<unknown>(
        '__proto__',
        'constructor',
        'toString',
        'booking',
        '',
        null,
        7,
        {},
        ['home.get'],
        'timer',
      ),
      fc.string({ maxLength: 40 }),
    ),
  )
  .map(([fn, route]) => ({ fn, body: bodyOf(route, {}), expected: 'UNKNOWN_ROUTE' as const }))

const malformed = fc.oneof(
  { arbitrary: spoiledField, weight: 5 },
  { arbitrary: wrongType, weight: 2 },
  { arbitrary: extraKey, weight: 2 },
  { arbitrary: wrongInput, weight: 1 },
  { arbitrary: wrongRequestId, weight: 1 },
  { arbitrary: unknownRoute, weight: 2 },
)

test(`${INPUTS} malformed inputs: a typed error for each, nothing written, nothing crashed`, async () => {
  const before = await snapshot()
  const samples = fc.sample(malformed, { numRuns: INPUTS, seed: SEED })
  const seen: Record<string, number> = {}
  for (let start = 0; start < samples.length; start += BATCH) {
    await Promise.all(
      samples.slice(start, start + BATCH).map(async ({ fn, body, expected }) => {
        const { status, reply } = await cloud.raw(fn, body, 'tester')
        const code = reply.ok ? 'OK' : reply.code
        if (status !== 200 || code !== expected) {
          throw new Error(`${status} ${code} instead of ${expected} for ${body.slice(0, 300)}`)
        }
        seen[code] = (seen[code] ?? 0) + 1
      }),
    )
  }
  expect((seen.INVALID_INPUT ?? 0) + (seen.UNKNOWN_ROUTE ?? 0)).toBe(INPUTS)
  expect(await snapshot()).toEqual(before)
  expect(cloud.lines.filter(line => line.includes('"level":"error"'))).toEqual([])
  expect((await cloud.ask('tester', 'me.get', {})).members).toHaveLength(3)
})

test('the same inputs unspoiled are not refused as malformed', async () => {
  // The control: if valid inputs were refused as well, the test above would prove nothing.
  for (const name of routeNames) {
    const { reply } = await cloud.raw(functionOf(name), bodyOf(name, validInputs[name]), 'tester')
    expect([name, reply.ok ? 'OK' : reply.code]).not.toEqual([name, 'INVALID_INPUT'])
    expect([name, reply.ok ? 'OK' : reply.code]).not.toEqual([name, 'INTERNAL'])
  }
})

async function snapshot(): Promise<string> {
  const all = await Promise.all(
    (['accounts', 'bookings', 'sessions', 'checkins', 'notices', 'staff', 'stations', 'sitters'] as const).map(name =>
      cloud.stored(name),
    ),
  )
  return JSON.stringify(all)
}
