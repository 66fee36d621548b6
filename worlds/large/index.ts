import { HOUR, startOfLocalDay } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  AccountDocument,
  CentreDocument,
  Documents,
  OfferingDocument,
  StaffDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { type Random, seededRandom } from '../random'
import type { Chunk } from '../world'
import { largeCentre, largeOfferings } from './centre'
import { doorOpenid, type Filled, filledSession } from './fill'
import { DAYS_AHEAD, largeSession, type Slot, slotsFor } from './timetable'
import { largeHousehold } from './visitors'

export interface LargeOptions {
  seed: string
  /** Epoch ms. */
  now: number
  centres?: number
  /** Total number of booking documents, including cancelled ones. */
  bookings?: number
}

/** The ids that a benchmark needs. */
export interface LargeSummary {
  centres: number
  bookings: number
  /** The centre with ten times the traffic of any other. */
  bigCentreId: string
  /** Manager of the big centre. */
  managerOpenid: string
  /** Has `heavyBookings` past bookings, all attended. */
  heavyOpenid: string
  heavyBookings: number
  /** An upcoming session of the big centre with `busyBookings` bookings. */
  busySessionId: string
  busyBookings: number
  /** An upcoming session of the big centre with ten places and no bookings; everybody may book it. */
  emptySessionId: string
  /** One person with an ordinary number of bookings for each centre. */
  openids: string[]
}

export interface LargeWorld {
  summary: LargeSummary
  /** Generates all documents, centre by centre; every call starts from the beginning. */
  chunks(): Generator<Chunk, void, undefined>
}

const BIG_WEIGHT = 10
const BOOKINGS_A_HOUSEHOLD = 10
const HEAVY_OPENID = 'large-heavy'
const MOST_HEAVY = 500
const MOST_BUSY = 200
const EMPTY_PLACES = 10
const CHUNK = 1000
const SAFETY = 2
const ELDERS = 7

const householdOpenid = (centreIndex: number, k: number) => `large-${centreIndex}-${k}`

/**
 * A city for benchmarks: consistent, determined by the seed alone, and never in memory as a whole. Households use one centre
 * only, whose sessions never overlap, so every rule about a person's bookings holds.
 */
export function largeWorld({ seed, now, centres = 300, bookings = 1_000_000 }: LargeOptions): LargeWorld {
  const plans = Array.from({ length: centres }, (_, index) => planCentre(seed, now, index, centres, bookings))
  const [big] = plans
  if (!big) throw new RangeError('A world needs at least one centre')
  return {
    summary: {
      centres,
      bookings,
      bigCentreId: big.centre._id,
      managerOpenid: 'large-manager',
      heavyOpenid: HEAVY_OPENID,
      heavyBookings: big.heavy,
      busySessionId: emptySpecial(big, SAFETY)._id,
      busyBookings: big.busy,
      emptySessionId: emptySpecial(big, ELDERS)._id,
      openids: plans.map(({ index }) => householdOpenid(index, 1)),
    },
    *chunks() {
      for (const plan of plans) yield* centreChunks(plan)
    },
  }
}

interface CentrePlan {
  index: number
  now: number
  seed: string
  centre: CentreDocument
  offerings: OfferingDocument[]
  bookings: number
  /** Past bookings of the heavy user; 0 except in the big centre. */
  heavy: number
  /** Bookings of the busy session; 0 except in the big centre. */
  busy: number
}

function planCentre(seed: string, now: number, index: number, centres: number, total: number): CentrePlan {
  const centre = largeCentre(index, seededRandom(`${seed}/place/${index}`))
  const weights = centres + BIG_WEIGHT - 1
  const until = (count: number) => Math.floor((total * (count === 0 ? 0 : count + BIG_WEIGHT - 1)) / weights)
  const bookings = until(index + 1) - until(index)
  const plan = { index, now, seed, centre, offerings: largeOfferings(centre), bookings, heavy: 0, busy: 0 }
  if (index > 0) return plan
  const busy = Math.min(MOST_BUSY, Math.floor(bookings / 4))
  const past = slots({ ...plan, busy }).filter(slot => slot.bookings > 0 && slot.startsAt < startOfLocalDay(now))
  return { ...plan, busy, heavy: Math.min(MOST_HEAVY, past.length) }
}

function slots({ seed, index, bookings, busy, now }: CentrePlan): Slot[] {
  return slotsFor(bookings - busy, now, seededRandom(`${seed}/slots/${index}`))
}

/** Sessions that benchmarks request by id are on the day after the timetable. */
function special(plan: CentrePlan, index: number): { offering: OfferingDocument; startsAt: number } {
  const offering = plan.offerings[index]
  if (!offering) throw new RangeError('No such offering')
  return { offering, startsAt: startOfLocalDay(plan.now, DAYS_AHEAD) + (9 + index) * HOUR }
}

function emptySpecial(plan: CentrePlan, index: number) {
  const { offering, startsAt } = special(plan, index)
  return largeSession(plan.centre, offering, startsAt, EMPTY_PLACES, 0)
}

function* centreChunks(plan: CentrePlan): Generator<Chunk, void, undefined> {
  const random = seededRandom(`${plan.seed}/visits/${plan.index}`)
  const heavy = plan.heavy > 0 ? largeHousehold(HEAVY_OPENID, plan.now, random) : null
  const timetable = slots(plan)
  const households = makeHouseholds(plan, timetable, random)
  const filled = fillAll(plan, timetable, households, heavy, random)
  const sessions = filled.map(({ session }) => session)
  if (plan.index === 0) sessions.push(emptySpecial(plan, ELDERS))

  yield* pieces('centres', [plan.centre])
  yield* pieces('offerings', plan.offerings)
  yield* pieces('staff', staff(plan))
  yield* pieces('accounts', heavy ? [heavy, ...households] : households)
  yield* pieces('sessions', sessions)
  yield* pieces(
    'bookings',
    filled.flatMap(({ bookings }) => bookings),
  )
  yield* pieces(
    'checkins',
    filled.flatMap(({ checkins }) => checkins),
  )
}

function fillAll(
  plan: CentrePlan,
  timetable: Slot[],
  households: AccountDocument[],
  heavy: AccountDocument | null,
  random: Random,
): Filled[] {
  const tools = { now: plan.now, random }
  let left = plan.heavy
  const filled = timetable.flatMap(slot => {
    const offering = plan.offerings[slot.offering]
    if (!offering) return []
    const first = heavy && left > 0 && slot.bookings > 0 ? [heavy] : []
    left -= first.length
    const others = someOf(households, slot.bookings - first.length, random)
    const loyal = (household: AccountDocument) => household === heavy
    return [filledSession(plan.centre, offering, slot.startsAt, [...first, ...others], { ...tools, loyal })]
  })
  if (plan.busy === 0) return filled
  const { offering, startsAt } = special(plan, SAFETY)
  const crowd = households.slice(0, plan.busy)
  return [...filled, filledSession(plan.centre, offering, startsAt, crowd, { ...tools, loyal: () => true })]
}

/** Returns this many different households. */
function someOf(households: AccountDocument[], count: number, random: Random): AccountDocument[] {
  const from = random.whole(0, households.length - 1)
  const picked = households.slice(from, from + count)
  return picked.concat(households.slice(0, count - picked.length))
}

function makeHouseholds(plan: CentrePlan, timetable: Slot[], random: Random): AccountDocument[] {
  const largest = timetable.reduce((most, { bookings }) => Math.max(most, bookings), 1)
  const count = Math.max(largest, plan.busy, Math.ceil(plan.bookings / BOOKINGS_A_HOUSEHOLD))
  return Array.from({ length: count }, (_, k) => largeHousehold(householdOpenid(plan.index, k + 1), plan.now, random))
}

function staff({ index, centre: { _id: centreId, name: centreName } }: CentrePlan): StaffDocument[] {
  const door: StaffDocument = {
    _id: accountIdOf(doorOpenid(centreId)),
    roles: [{ centreId, centreName, role: 'staff' }],
  }
  const manager: StaffDocument = {
    _id: accountIdOf('large-manager'),
    roles: [{ centreId, centreName, role: 'manager' }],
  }
  return index === 0 ? [door, manager] : [door]
}

function* pieces<Name extends keyof Documents>(collection: Name, documents: Documents[Name][]): Generator<Chunk> {
  for (let from = 0; from < documents.length; from += CHUNK) {
    yield { collection, documents: documents.slice(from, from + CHUNK) } as Chunk
  }
}
