import { CLASS_CATEGORIES } from '@domain/offerings/kinds'
import { ageGroupOf, FIRST_AFTER_DAYS } from '@domain/office/people'
import { monthsOf, type Sums } from '@domain/office/roll-up'
import {
  ageAt,
  atLocal,
  DAY,
  HOUR,
  localDate,
  localHour,
  localMonth,
  MINUTE,
  startOfLocalDay,
  weekday,
} from '@domain/time'
import type {
  BookingDocument,
  SessionDocument,
  VisitDocument,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import { countFigures } from '../../../cloudfunctions/lib/office/day/count-figures'
import { aCentre, aHousehold, anOfficer, aSession, aStaff, aStation } from '../../../worlds/fixtures/index'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { callsOf } from '../in-process/calls'
import { openWorld } from '../in-process/world'

/** Figures that the timer counts at night, and what the office sums of them. */

const TODAY = atLocal('2026-11-26')
const CENTRES = ['north', 'south']
const world = openWorld()
const { ask, codeOf } = callsOf(world)

const tickAt = async (moment: number) => {
  world.setClock(moment)
  await (await world.startTick()).finish()
}
/** Late enough for the counts of all centres. */
const night = (day: number) => startOfLocalDay(TODAY, day) + 4 * HOUR

const places = CENTRES.map((_id, n) => aCentre({ _id, name: _id, order: n, county: n === 0 ? '红塔区' : '江川区' }))
const found = async (centres = places.map(centre => ({ ...centre, countAt: TODAY }))) => {
  world.reset()
  world.setClock(TODAY)
  await world.seed({
    centres,
    staff: [
      anOfficer('city'),
      anOfficer('county', '红塔区'),
      aStaff('manager', { role: 'manager', centreId: 'north' }),
    ],
  })
}

interface Plan {
  session: SessionDocument
  bookings: BookingDocument[]
}

/** Families of four: a child, two parents and an elder; of the second nobody has said how old they are. */
const ACCOUNTS = ['family', 'silent'] as const
const BORN = ['2018-03', '1990-05', '1989-01', '1950-07']
const accounts = ACCOUNTS.map(_id => ({
  ...aHousehold('anybody', TODAY),
  _id,
  members: BORN.map((birthMonth, n) => ({
    ...{ id: `m-${n}`, relation: 'other' as const, nickname: '家人', consentAt: null },
    birthMonth: _id === 'silent' ? null : birthMonth,
  })),
}))

const plan = fc.record({
  centreId: fc.constantFrom(...CENTRES),
  category: fc.constantFrom('children' as const, 'seniors' as const, 'study' as const),
  status: fc.constantFrom('open' as const, 'open' as const, 'cancelled' as const),
  hours: fc.integer({ min: -370 * 24, max: 2 * 24 }),
  capacity: fc.integer({ min: 1, max: 30 }),
  waiting: fc.nat(3),
  bookings: fc.array(
    fc.record({
      status: fc.constantFrom('confirmed' as const, 'cancelled' as const),
      partySize: fc.integer({ min: 1, max: 4 }),
      came: fc.boolean(),
      missed: fc.boolean(),
      account: fc.constantFrom(...ACCOUNTS, 'nobody'),
    }),
    { maxLength: 4 },
  ),
})
type Drawn = typeof plan extends fc.Arbitrary<infer Value> ? Value : never

function planned({ centreId, category, status, hours, capacity, waiting, bookings }: Drawn, n: number): Plan {
  const startsAt = TODAY + hours * HOUR
  const kind = category === 'study' ? ('seat' as const) : ('class' as const)
  const session = aSession(TODAY, { _id: `s-${n}`, centreId, status, startsAt, capacity, waiting })
  return {
    session: { ...session, category, kind, endsAt: startsAt + HOUR },
    bookings: bookings.map(({ came, account, ...booking }, m) => {
      // Whoever has come to a session keeps it from being cancelled.
      const checkIn = came && status === 'open' ? { at: startsAt, by: 'door', how: 'scan' } : null
      const attendees = Array.from({ length: booking.partySize }, (_, k) => ({ memberId: `m-${k}`, nickname: '家人' }))
      const whose = { accountId: account, attendees, ...(account === 'nobody' ? { anonymous: true } : {}) }
      const what = { _id: `b-${n}-${m}`, sessionId: session._id, centreId, kind, startsAt, checkIn }
      return { ...what, ...whose, ...booking } as unknown as BookingDocument
    }),
  }
}

const NOTHING: Sums = { sessions: 0, capacity: 0, booked: 0, came: 0, missed: 0, waiting: 0 }

/** The same sums, counted from the records one by one. */
function recount(plans: readonly Plan[], fits: (session: SessionDocument) => boolean): Sums {
  const sums = { ...NOTHING }
  for (const { session, bookings } of plans) {
    if (session.status !== 'open' || !fits(session)) continue
    const { capacity, waiting } = session
    sums.sessions += 1
    sums.capacity += capacity
    sums.waiting += waiting
    for (const { status, partySize, checkIn, missed } of bookings) {
      if (missed) sums.missed += partySize
      if (status !== 'confirmed') continue
      sums.booked += partySize
      if (checkIn) sums.came += partySize
    }
  }
  return sums
}

/** A visit to the rest station of each centre, so many hours from today. */
const visitsAt = (hours: readonly number[]) =>
  hours.flatMap((after, n) =>
    CENTRES.map(centreId => ({
      ...{ _id: `v-${centreId}-${n}`, stationId: `station-${centreId}`, centreId },
      ...{ from: TODAY + after * HOUR, to: TODAY + after * HOUR + MINUTE, how: 'left' },
    })),
  ) as unknown as VisitDocument[]
const stations = CENTRES.map(centreId => aStation({ _id: `station-${centreId}`, centreId }))

/** Those who came to classes, by age: counted person by person and month by month. */
function peopleIn(plans: readonly Plan[], fits: (session: SessionDocument) => boolean): Map<string, number[]> {
  const counts = new Map<string, number[]>()
  const attended = plans
    .filter(({ session }) => session.status === 'open' && session.kind === 'class' && session.startsAt < TODAY)
    .flatMap(({ session, bookings }) =>
      bookings
        .filter(({ status, checkIn }) => status === 'confirmed' && checkIn)
        .flatMap(({ accountId, attendees }) => attendees.map(({ memberId }) => ({ session, accountId, memberId }))),
    )
    .sort((a, b) => a.session.startsAt - b.session.startsAt)
  for (const [n, { session, accountId, memberId }] of attended.entries()) {
    if (!fits(session)) continue
    const month = atLocal(`${localMonth(session.startsAt)}-01`)
    const isNew = !attended
      .slice(0, n)
      .some(
        other =>
          other.accountId === accountId &&
          other.memberId === memberId &&
          other.session.centreId === session.centreId &&
          other.session.startsAt >= month - FIRST_AFTER_DAYS * DAY,
      )
    const born = accountId === 'family' ? BORN[Number(memberId.slice(2))] : undefined
    const group = ageGroupOf(born ? ageAt(born, session.startsAt) : null)
    const [came = 0, first = 0] = counts.get(group) ?? []
    counts.set(group, [came + 1, first + (isNew && accountId !== 'nobody' ? 1 : 0)])
  }
  return counts
}

const store = async (plans: readonly Plan[]) => {
  await world.seed({ sessions: plans.map(({ session }) => session) })
  await world.seedAsStored({ bookings: plans.flatMap(({ bookings }) => bookings) })
}
const isClass = ({ category }: SessionDocument) => CLASS_CATEGORIES.some(({ id }) => id === category)
const total = (rows: readonly { sums: Sums | null }[]) =>
  rows.reduce(
    (sum, { sums }) => {
      for (const field of Object.keys(NOTHING) as (keyof Sums)[]) sum[field] += sums?.[field] ?? 0
      return sum
    },
    { ...NOTHING },
  )

test('the sums of any span and place are those of a recount of the records', async () => {
  const hours = fc.array(fc.integer({ min: -370 * 24, max: 24 }), { minLength: 4, maxLength: 8 })
  const span = fc.tuple(fc.integer({ min: 1, max: 370 }), fc.integer({ min: 0, max: 365 }))
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { maxLength: 14 }), span, hours, async (drawn, [back, length], visited) => {
      const plans = drawn.map(planned)
      await found()
      await store(plans)
      await world.seed({ stations, accounts })
      await world.seedAsStored({ visits: visitsAt(visited) })
      await tickAt(night(0))
      const from = localDate(TODAY - back * DAY)
      const to = localDate(Math.min(TODAY + 2 * DAY, TODAY - back * DAY + length * DAY))
      // Only days that are over are counted.
      const inSpan = ({ startsAt }: SessionDocument) =>
        startsAt < TODAY && localDate(startsAt) >= from && localDate(startsAt) <= to
      const view = await ask('city', 'office.rollUp', { from, to })
      expect(view).toMatchObject({ until: '2026-11-25', behind: 0 })
      for (const { id, sums } of view.centres)
        expect(sums ?? NOTHING).toEqual(
          recount(plans, session => session.centreId === id && isClass(session) && inSpan(session)),
        )
      expect(total(view.series)).toEqual(total(view.centres))
      for (const { key, sums } of view.split) {
        const isIts = ({ startsAt }: SessionDocument) =>
          key.startsWith('w')
            ? (weekday(startsAt) + 6) % 7 === Number(key.slice(1))
            : localHour(startsAt) === Number(key.slice(1))
        expect(sums).toEqual(recount(plans, session => isClass(session) && inSpan(session) && isIts(session)))
      }
      for (const letter of ['w', 'h'])
        expect(total(view.split.filter(({ key }) => key.startsWith(letter)))).toEqual(total(view.centres))
      expect(new Map(view.people.map(({ group, came, first }) => [group, [came, first]]))).toEqual(
        peopleIn(plans, inSpan),
      )
      const isVisited = (after: number) => {
        const date = localDate(TODAY + after * HOUR)
        return after < 0 && date >= from && date <= to
      }
      expect(view.visits.reduce((sum, { visits }) => sum + visits, 0)).toBe(
        visited.filter(isVisited).length * CENTRES.length,
      )
      const study = await ask('county', 'office.rollUp', { county: '红塔区', from, to, category: 'study' })
      expect(study.centres.map(({ id }) => id)).toEqual(['north'])
      expect(study.centres[0]?.sums ?? NOTHING).toEqual(
        recount(plans, one => one.centreId === 'north' && one.category === 'study' && inSpan(one)),
      )
    }),
    randomRuns({ deep: 300, byDefault: 12 }),
  )
})

const PLANS: Plan[] = Array.from({ length: 8 }, (_, n) =>
  planned(
    {
      centreId: CENTRES[n % 2] ?? '',
      category: 'children',
      status: 'open',
      hours: -24 * (1 + n * 40) + 9,
      capacity: 10,
      waiting: 1,
      bookings: [{ status: 'confirmed', partySize: 2, came: n % 3 > 0, missed: n % 3 === 0, account: 'family' }],
    },
    n,
  ),
)
const YEAR = { from: '2025-12-01', to: '2026-11-25' }
const right = recount(PLANS, () => true)
const summed = async () => total((await ask('city', 'office.rollUp', YEAR)).centres)

test('a tick that dies at any of its calls is made up for by the next, and the sums are right', async () => {
  await found()
  await store(PLANS)
  await tickAt(night(0))
  expect(await summed()).toEqual(right)
  let points = 0
  for (let call = 1; ; call++) {
    await found()
    await store(PLANS)
    world.setClock(night(0))
    const died = (await (await world.startWork([countFigures], { kind: 'after', call })).finish()) === null
    if (!died) break
    points++
    world.setClock(night(0) + 5 * MINUTE)
    await (await world.startWork([countFigures])).finish()
    expect(await summed()).toEqual(right)
  }
  expect(points).toBeGreaterThan(20)
})

test('what was changed since, or was stored wrong, is right after the next night', async () => {
  await found()
  await store(PLANS)
  await tickAt(night(0))
  const { session, bookings } = PLANS[0] as Plan
  await world.seedAsStored({
    bookings: [{ ...bookings[0], _id: 'late-scan', sessionId: session._id, missed: false } as BookingDocument],
  })
  await world.change('figures', 'north-2026-11', { days: {}, totals: {} })
  await tickAt(night(1))
  expect((await summed()).booked).toBe(right.booked + 2)
})

test('a centre that was stored before figures were counted is counted from its first session on', async () => {
  await found([])
  // A database in which the timer of an earlier release has run.
  await world.seedAsStored({ centres: places, timer: [{ _id: 'agenda', madeAt: TODAY }] })
  await store(PLANS)
  await tickAt(night(0) - HOUR)
  expect(await ask('city', 'office.rollUp', YEAR)).toMatchObject({ until: null, behind: 2, series: [] })
  await tickAt(night(0))
  await tickAt(night(0) + MINUTE)
  expect(await summed()).toEqual(right)
})

test('a span of more than a year, or of the wrong way round, is refused', async () => {
  await found()
  expect(await codeOf('city', 'office.rollUp', { from: '2025-01-01', to: '2026-11-25' })).toBe('TIME_NOT_POSSIBLE')
  expect(await codeOf('city', 'office.rollUp', { from: '2026-11-25', to: '2026-11-24' })).toBe('TIME_NOT_POSSIBLE')
})

test('whole months of a long span are read as one sum, its ends by the day', () => {
  expect(monthsOf('2026-01-15', '2026-06-30').map(({ isWhole }) => isWhole)).toEqual([
    false,
    ...[true, true, true, true, true],
  ])
  expect(monthsOf('2026-05-01', '2026-06-30').map(({ isWhole }) => isWhole)).toEqual([false, false])
})
