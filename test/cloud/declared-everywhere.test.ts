import { type RouteName, routes } from '@domain/contracts'
import { DAY, HOUR } from '@domain/time'
import { safeParse } from 'valibot'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { Documents } from '../../cloudfunctions/lib/kernel/store/documents'
import { yuxiWorld } from '../../worlds/demo'
import { PERSONAS } from '../../worlds/demo/people'
import { seededRandom } from '../../worlds/random'
import { TEST_DEPTH } from '../depth'
import { openWorld } from './in-process/world'
import { validInputs } from './support/inputs'

/**
 * No route answers with a code that it does not declare: the router would turn it into INTERNAL. Every route is called by every
 * persona of the demo world with ids of what is there, again and again while the calls change that world.
 */

const START = Date.parse('2026-07-01T02:00:00Z')
/** When the rounds begin. In each, every route is called by some of those whom it has let in. */
const ROUNDS = Array.from({ length: TEST_DEPTH === 'deep' ? 8 : 3 }, (_, n) => START + n * (DAY + 3 * HOUR))
/** How many of them, when the route has succeeded before and when it has not. */
const CALLERS = { succeeded: 1, refused: 5 }
/** After this a persona is gone. */
const LAST: readonly RouteName[] = ['me.erase']
/** The centre of the personas, and others, of which there is one. */
const CENTRE = 'jiangchuan'
const CENTRES = [CENTRE, CENTRE, CENTRE, CENTRE, 'bixi', 'nowhere'] as const

const world = openWorld()
const random = seededRandom('declared')
const some = <Item>(items: readonly Item[]): Item | undefined => items[random.whole(0, items.length - 1)]
let serial = 0
let round = 0

type Row = Record<string, unknown> & { _id: string }

/** In which collections the ids of a field are. */
const ID_FIELDS: Readonly<Record<string, readonly (keyof Documents)[]>> = {
  bookingId: ['bookings'],
  sessionId: ['sessions'],
  seriesId: ['enrolments'],
  enrolmentId: ['enrolments'],
  repeatedId: ['repeatedorders'],
  relationId: ['relations'],
  needId: ['needs'],
  intoId: ['needs'],
  topicId: ['topics'],
  projectId: ['projects'],
  offeringId: ['offerings'],
  serviceId: ['offerings'],
  roomId: ['offerings'],
  taskId: ['pointtasks'],
  deedId: ['deeds'],
  goodId: ['pointgoods'],
  redemptionId: ['redemptions'],
  honourId: ['honours'],
  shiftId: ['shifts'],
  groupId: ['groups'],
  wantId: ['partnerwants'],
  partnerId: ['partners'],
  stationId: ['stations'],
  subjectId: ['stations', 'sessions', 'projects'],
  recordId: ['noshows'],
  rowId: ['tillrows'],
  closeId: ['tillcloses'],
  draftId: ['drafts'],
  invitationId: ['invitations'],
  entryId: ['contestentries'],
  ratedId: ['centres'],
  personId: ['staff', 'accounts'],
  fromId: ['accounts'],
  toId: ['accounts'],
  guideId: ['staff'],
  workerId: ['socialworkers'],
}

/** What is there of each collection, as far as a persona or their centre has to do with it. */
const pools = new Map<string, Row[]>()
const byId = new Map<string, Row>()
const people = PERSONAS.map(({ openid }) => accountIdOf(openid))

async function look(): Promise<void> {
  for (const name of new Set(Object.values(ID_FIELDS).flat())) {
    const rows = (await world.stored(name)) as unknown as Row[]
    const isNear = ({ _id, accountId, centreId }: Row) =>
      people.includes(_id) || (typeof accountId === 'string' ? people.includes(accountId) : centreId === CENTRE)
    const near = rows.filter(isNear)
    const pool = near.length > 0 ? near : rows
    pools.set(name, pool)
    for (const row of pool) byId.set(row._id, row)
  }
}

const keysIn = (name: keyof Documents): string[] =>
  (pools.get(name) ?? []).flatMap(({ people: all }) => Object.keys((all as object | undefined) ?? {}))

/** A value of this field as it may be now: an id of what is there, a moment of these days, or the example. */
function likely(name: string, example: unknown): unknown {
  if (Array.isArray(example)) return example.map(each => likely(name.replace(/s$/, ''), each))
  if (typeof example === 'object' && example !== null)
    return Object.fromEntries(Object.entries(example).map(([field, value]) => [field, likely(field, value)]))
  if (name === 'centreId') return round === 0 ? CENTRE : some(CENTRES)
  if (name === 'memberId') return some(['self', 'guoguo', 'doudou', 'nobody'])
  if (name === 'key') return some([...keysIn('groups'), ...keysIn('shifts')]) ?? example
  if (name === 'visitId')
    return (
      some((pools.get('stations') ?? []).flatMap(({ visits }) => Object.values(visits as object)))?.visitId ?? example
    )
  if (typeof example === 'number' && example > START / 2) return world.now() + random.whole(-12, 72) * HOUR
  const from = some(ID_FIELDS[name] ?? [])
  return from === undefined || random.chance(0.05) ? example : (some(pools.get(from) ?? [])?._id ?? example)
}

/** An input that the contract accepts; what may be left out is left out at times. */
function inputOf(route: RouteName): Record<string, unknown> {
  const input = likely('', validInputs[route]) as Record<string, unknown>
  const named = Object.entries(input).flatMap(([field, id]) => (ID_FIELDS[field] ? (byId.get(String(id)) ?? []) : []))
  for (const field of ['revision', 'version'] as const)
    if (field in input && named[0]?.[field] !== undefined) input[field] = named[0][field]
  for (const field of Object.keys(input)) {
    const { [field]: _left, ...rest } = input
    if (random.chance(0.4) && safeParse(routes[route].input, rest).success) delete input[field]
  }
  return input
}

/** Who has got further than the door of each route, all answers, and which routes have done what was asked. */
const letIn = new Map<RouteName, Set<string>>()
const answers = new Set<string>()
const succeeded = new Set<RouteName>()

async function call(openid: string, route: RouteName): Promise<void> {
  const input = inputOf(route)
  const [first, second] = [`request-${serial++}`, `request-${serial++}`]
  // The second is a replay, the third asks anew for what the first has done.
  for (const requestId of [first, first, second]) {
    const flight = await world.start(openid, route, input as never, { requestId })
    const reply = (await flight.finish()) as { ok: boolean; code?: string } | null
    const code = reply?.ok ? 'OK' : String(reply?.code)
    answers.add(`${route} ${code}`)
    if (code === 'FORBIDDEN') return
    letIn.set(route, (letIn.get(route) ?? new Set()).add(openid))
    if (!reply?.ok) return
    succeeded.add(route)
    if (routes[route].effect === 'read') return
  }
}

const ALL = (Object.keys(routes) as RouteName[]).filter(route => !LAST.includes(route))

test('every route of the contract, by every persona of the demo world, while the calls change it', async () => {
  world.setClock(START)
  await world.seed(yuxiWorld(START).collections)
  await look()
  for (const route of ALL) for (const { openid } of PERSONAS) await call(openid, route)
  expect(world.errors).toEqual([])
  for (const at of ROUNDS) {
    round++
    world.setClock(at)
    await (await world.startTick()).finish()
    await look()
    for (const route of ALL) {
      const callers = succeeded.has(route) ? CALLERS.succeeded : CALLERS.refused
      for (let n = 0; n < callers; n++) await call(some([...(letIn.get(route) ?? [])]) ?? '', route)
    }
    expect([at, world.errors]).toEqual([at, []])
  }
  for (const route of LAST) for (const { openid } of PERSONAS) await call(openid, route)
  expect(world.errors).toEqual([])
  // The test has reached many different successes and refusals, and every route has let somebody in.
  expect(succeeded.size).toBeGreaterThan(150)
  expect(answers.size).toBeGreaterThan(500)
  expect(ALL.filter(route => !letIn.has(route))).toEqual([])
})
