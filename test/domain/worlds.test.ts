import { CLASS_CATEGORIES, SPACE_CATEGORIES } from '@domain/offerings/kinds'
import { CONSENT_AGE, memberAge } from '@domain/people/members'
import { openState } from '@domain/places/opening-hours'
import { gradesOf } from '@domain/rating/came'
import { atLocal, DAY, localDate, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { Documents, SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { additions } from '../../worlds/additions'
import { yuxiWorld } from '../../worlds/demo'
import { PHONE_DESK } from '../../worlds/demo/phone-desk'
import { type LargeOptions, largeWorld } from '../../worlds/large'
import type { Collections } from '../../worlds/world'
import { inconsistencies } from '../cloud/support/inconsistencies'
import { ballotViolations } from '../cloud/support/invariants/ballot'
import { TEST_DEPTH } from '../depth'
import { asText, badIds, cityAt, full, isDesk, NOTHING, ruleViolations, type Stored } from './support/worlds'

const CLOCKS = [0, 7 * 60 + 59, 12 * 60 + 7, 20 * 60 + 30, 23 * 60 + 50]
/** Days of a week, the end of a year and of a February, each at one time of day, or in depth at two. */
const MOMENTS = ['2026-03-02', '2026-03-03', '2026-07-08', '2026-12-31', '2027-02-28']
  .flatMap((date, n) =>
    (TEST_DEPTH === 'deep' ? [n, n + 2] : [n]).map(clock => atLocal(date, CLOCKS[clock % CLOCKS.length] ?? 0)),
  )
  .map(now => ({ now, when: new Date(now).toISOString() }))

describe.each(MOMENTS)('Yuxi at $when', ({ now }) => {
  const world = cityAt(now)
  const stored = full(world.collections)

  it('is consistent, and follows the booking rules', () => {
    expect(inconsistencies(stored, now)).toEqual([])
    expect(ruleViolations(stored, now)).toEqual([])
    expect(badIds(stored)).toEqual([])
  })

  it('has classes of every category, in opening hours, and some of them today', () => {
    // And the canteen.
    const kinds = CLASS_CATEGORIES.length + SPACE_CATEGORIES.length + 1
    expect(new Set(stored.offerings.map(({ category }) => category)).size).toBe(kinds)
    const hours = new Map(stored.centres.map(centre => [centre._id, centre.hours]))
    const outside = stored.sessions.filter(session => {
      const state = openState(hours.get(session.centreId) ?? { week: [], closures: [] }, session.startsAt)
      return !(state.open && state.closesAt >= session.endsAt)
    })
    expect(outside.map(({ _id }) => _id)).toEqual([])
    const upcoming = stored.sessions.filter(({ startsAt }) => startsAt > now)
    expect(new Set(upcoming.map(({ offeringId }) => offeringId)).size).toBe(stored.offerings.length)
    expect(upcoming.every(({ startsAt }) => startsAt < now + 29 * DAY)).toBe(true)
    const today = stored.sessions.filter(({ startsAt }) => localDate(startsAt) === localDate(now))
    expect(today.filter(session => !isDesk(session)).length).toBeGreaterThanOrEqual(4)
  })

  it('has something to check in to while the centre is open: right now, and in the coming half hour', () => {
    const desk = stored.sessions.filter(isDesk)
    const centre = stored.centres.find(({ _id }) => _id === PHONE_DESK.centreId)
    const state = centre && openState(centre.hours, now)
    if (!(state?.open && state.closesAt >= now + 90 * MINUTE)) {
      expect(desk.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)).toEqual([])
      expect(desk.length).toBeGreaterThan(0)
      return
    }
    const begun = desk.filter(({ startsAt }) => startsAt <= now && now - startsAt < 20 * MINUTE)
    const next = desk.filter(({ startsAt }) => startsAt > now && startsAt - now <= 30 * MINUTE)
    expect(begun.map(({ startsAt }) => localDate(startsAt))).toEqual([localDate(now)])
    expect(next).toHaveLength(1)
    expect(next.every(({ seatsLeft, rules }) => seatsLeft > 0 && rules.checkInBefore >= 30 * MINUTE)).toBe(true)
  })

  it('has full, nearly full and reserved sessions', () => {
    const classes = stored.sessions.filter(({ kind }) => kind === 'class')
    const upcoming = classes.filter(({ startsAt }) => startsAt > now)
    expect(upcoming.filter(({ seatsLeft }) => seatsLeft === 0).length).toBeGreaterThanOrEqual(5)
    expect(upcoming.filter(({ seatsLeft }) => seatsLeft > 0 && seatsLeft <= 3).length).toBeGreaterThanOrEqual(5)
    expect(upcoming.filter(({ seatsLeft }) => seatsLeft >= 8).length).toBeGreaterThanOrEqual(20)
    expect(upcoming.filter(({ reserve }) => reserve > 0).length).toBeGreaterThanOrEqual(20)
    expect(classes.every(({ capacity }) => capacity >= 8 && capacity <= 30)).toBe(true)
    expect(stored.centres.some(({ hours }) => hours.closures.some(({ from }) => from > localDate(now)))).toBe(true)
  })

  it('has a ballot open for registration, and one recently drawn that verifies', () => {
    const ballots = stored.sessions.filter(({ rules }) => rules.ballot)
    const open = ballots.filter(({ drawAt = 0, waiting }) => drawAt > now && waiting > 0)
    expect(new Set(open.map(({ offeringId }) => offeringId)).size).toBeGreaterThanOrEqual(2)
    const drawn = ballots.filter(({ drawnAt, startsAt }) => drawnAt && startsAt > now)
    expect(drawn.length).toBeGreaterThanOrEqual(1)
    const tickets = stored.bookings.filter(({ waitEvents }) => waitEvents.registered)
    expect(ballots.flatMap(session => ballotViolations(session, tickets, stored.ballots))).toEqual([])
  })

  it('gives every persona its stories', () => {
    const mine = stored.bookings.filter(({ accountId }) => accountId === accountIdOf('demo-parent'))
    expect(mine.filter(({ status, activeUntil }) => status === 'confirmed' && activeUntil > now)).toHaveLength(1)
    expect(mine.filter(({ checkIn, endsAt }) => checkIn && endsAt < now)).toHaveLength(1)
    expect(mine.filter(({ status }) => status === 'cancelled')).toHaveLength(1)
    expect(mine.filter(({ status, cancelUntil }) => status === 'confirmed' && cancelUntil > now)).toHaveLength(1)

    const household = (openid: string) => stored.accounts.find(account => account.openid === openid)?.members ?? []
    const ages = Object.fromEntries(
      ['demo-parent', 'demo-elder'].flatMap(household).map(one => [one.nickname, memberAge(one, now)]),
    )
    expect(ages).toEqual({ 王女士: 35, 果果: 7, 豆豆: 4, 陈奶奶: 72 })
    const children = stored.accounts.flatMap(({ members }) =>
      members.filter(member => (memberAge(member, now) ?? CONSENT_AGE) < CONSENT_AGE),
    )
    expect(children.every(({ consentAt }) => consentAt !== null && consentAt <= now)).toBe(true)
    expect(new Set(world.personas.map(({ openid }) => openid)).size).toBe(world.personas.length)
    expect(stored.staff.find(({ _id }) => _id === accountIdOf('demo-staff'))?.roles).toMatchObject([
      { centreName: '江川区党群服务中心', role: 'staff' },
      { centreName: '碧溪社区党群服务中心', role: 'staff' },
    ])
    expect(stored.staff.find(({ _id }) => _id === accountIdOf('demo-manager'))?.roles).toMatchObject([
      { centreName: '江川区党群服务中心', role: 'manager' },
    ])
  })
})

describe('Yuxi', () => {
  const now = atLocal('2026-11-23', 10 * 60)
  const stored = full(cityAt(now).collections)

  it('is labelled as demo data and covers every county, the centre of Jiangchuan first', () => {
    expect(cityAt(now).name).toBe('玉溪演示数据')
    expect(new Set(stored.centres.map(({ county }) => county)).size).toBe(9)
    expect(stored.centres.length).toBeGreaterThanOrEqual(14)
    expect(stored.centres.find(({ order }) => order === 1)?.name).toBe('江川区党群服务中心')
    expect(stored.centres.every(({ phone }) => /^0877-555 01\d\d$/.test(phone))).toBe(true)
    expect(new Set(stored.centres.map(({ order }) => order)).size).toBe(stored.centres.length)
  })

  it('has the finished ratings since the first year, in which 173 centres got stars, each once', () => {
    const having = (stars: number) => stored.centrestars.filter(({ result }) => result?.stars === stars)
    expect([5, 4, 3].map(stars => having(stars).length)).toEqual([28, 42, 103])
    const starred = stored.centrestars.filter(({ result }) => result?.stars)
    expect(new Set(starred.map(({ centreId }) => centreId)).size).toBe(173)
    expect(new Set(starred.map(({ centreName }) => centreName)).size).toBe(173)
    const counties = new Set(stored.centres.map(({ county }) => county))
    expect(starred.every(({ county }) => counties.has(county))).toBe(true)
    // What the board shows of each year is what its results come to.
    for (const { _id, came } of stored.starrounds) {
      const own = stored.centrestars.filter(({ roundId }) => roundId === _id)
      expect(came).toEqual(gradesOf(own.map(({ county, result }) => ({ county, stars: result?.stars ?? null }))))
    }
  })

  it('has what the centres of the demo got in three years by their own figures, and shows the last', () => {
    const last = Math.max(...stored.starrounds.map(({ year }) => year))
    const own = stored.centrestars.filter(({ counted }) => counted > 0)
    expect(own).toHaveLength(3 * stored.centres.length)
    for (const { _id, stars } of stored.centres)
      expect(stars?.stars).toBe(own.find(({ year, centreId }) => year === last && centreId === _id)?.result?.stars)
    expect(new Set(stored.centres.map(({ stars }) => stars?.stars))).toEqual(new Set([null, 3, 4, 5]))
    for (const { figures, result, roundId } of own) {
      const rulesId = stored.starrounds.find(({ _id }) => _id === roundId)?.rulesId ?? 0
      expect(result?.tenths).toMatchObject(
        Object.fromEntries(Object.entries(figures).map(([id, f]) => [id, f?.tenths ?? null])),
      )
      expect(figures.groups === null).toBe(rulesId === 1)
    }
  })

  it('is deterministic', () => {
    expect(asText(yuxiWorld(now))).toBe(asText(cityAt(now)))
  })

  it.each([MINUTE, 13 * MINUTE, DAY, 9 * DAY])('has the same sessions for the same days %d ms later', later => {
    const shape = ({ _id, startsAt, endsAt, room, capacity, reserve }: SessionDocument) =>
      [_id, startsAt, endsAt, room, capacity, reserve].join()
    const from = atLocal(localDate(now + later))
    const until = atLocal(localDate(now), 28 * 24 * 60)
    const shared = (collections: Collections) =>
      (collections.sessions ?? [])
        .filter(session => !isDesk(session) && session.startsAt >= from && session.startsAt < until)
        .map(shape)
    const later_ = shared(cityAt(now + later).collections)
    expect(later_).toEqual(shared(stored))
    expect(later_.length).toBeGreaterThan(80)
  })

  it('inserts what a database of an earlier start lacks, and nothing the second time', () => {
    let database = stored
    for (const at of [now + 20 * MINUTE, now + DAY, now + 16 * DAY, now + 60 * DAY]) {
      database = joined(database, topUp(database, at))
      expect(inconsistencies(database, at)).toEqual([])
      expect(Object.values(topUp(database, at)).flat()).toEqual([])
    }
    const days = new Set(database.sessions.map(({ startsAt }) => localDate(startsAt)))
    expect(days.has(localDate(now + 43 * DAY))).toBe(true)
  })

  it('completes what an interrupted start has inserted', () => {
    const steps = Object.entries(topUp(NOTHING, now))
    for (const cut of steps.keys()) {
      const database = joined(NOTHING, Object.fromEntries(steps.slice(0, cut)))
      const whole = joined(database, topUp(database, now + MINUTE))
      expect(inconsistencies(whole, now)).toEqual([])
      expect(whole.bookings.length).toBe(stored.bookings.length)
    }
  })
})

/** What a start at `at` would insert into a database. */
function topUp(database: Stored, at: number): Collections {
  const ids = new Map(Object.entries(database).map(([name, rows]) => [name, new Set(rows.map(({ _id }) => _id))]))
  return additions(cityAt(at).collections, (name, id) => ids.get(name)?.has(id) ?? false)
}

function joined(database: Stored, more: Collections): Stored {
  const names = Object.keys(NOTHING) as (keyof Documents)[]
  return Object.fromEntries(names.map(name => [name, [...database[name], ...(more[name] ?? [])]])) as Stored
}

describe('the large world', () => {
  const options: LargeOptions = { seed: 'small', now: atLocal('2026-11-23', 15 * 60), centres: 20, bookings: 5000 }
  const gather = (from: LargeOptions): Stored => {
    const all: Record<string, unknown[]> = {}
    for (const { collection, documents } of largeWorld(from).chunks()) {
      expect(documents.length).toBeLessThanOrEqual(1000)
      all[collection] = [...(all[collection] ?? []), ...documents]
    }
    return full(all as Collections)
  }
  const stored = gather(options)
  const { summary } = largeWorld(options)

  it('is consistent, and follows the booking rules', () => {
    expect(inconsistencies(stored, options.now)).toEqual([])
    expect(ruleViolations(stored, options.now)).toEqual([])
    expect(badIds(stored)).toEqual([])
  })

  it('has the requested size', () => {
    expect(stored.centres).toHaveLength(20)
    expect(stored.bookings).toHaveLength(5000)
    expect(stored.bookings.some(({ status }) => status === 'cancelled')).toBe(true)
    expect(stored.sessions.some(({ startsAt }) => startsAt > options.now)).toBe(true)
    expect(stored.sessions.some(({ startsAt }) => startsAt < options.now - 700 * DAY)).toBe(true)
  })

  it('contains what its summary says', () => {
    const heavy = stored.bookings.filter(({ accountId }) => accountId === accountIdOf(summary.heavyOpenid))
    expect(heavy).toHaveLength(summary.heavyBookings)
    expect(heavy.every(({ checkIn, endsAt }) => checkIn && endsAt < options.now)).toBe(true)
    const busy = stored.sessions.find(({ _id }) => _id === summary.busySessionId)
    expect(Object.keys(busy?.claims ?? {})).toHaveLength(summary.busyBookings)
    expect(summary.busyBookings).toBe(200)
    expect(stored.sessions.find(({ _id }) => _id === summary.emptySessionId)).toMatchObject({
      capacity: 10,
      seatsLeft: 10,
      centreId: summary.bigCentreId,
    })
    const openids = new Set(stored.accounts.map(({ openid }) => openid))
    expect(summary.openids.every(openid => openids.has(openid))).toBe(true)
  })

  it('depends only on its seed', () => {
    expect(asText(gather(options))).toBe(asText(stored))
    expect(asText(gather({ ...options, seed: 'other' }))).not.toBe(asText(stored))
  })
})
