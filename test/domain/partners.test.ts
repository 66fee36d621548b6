import {
  balanceOf,
  countMonths,
  monthEnd,
  monthStart,
  type PartnerMonth,
  type PartnerSession,
  partnerCountFrom,
  partnerFault,
  partnerStateOf,
  reviewedMonth,
} from '@domain/participation/partner'
import { DAY, HOUR, localMonth } from '@domain/time'
import fc from '../random'

const startsAt = monthStart('2026-01')
const endsAt = monthEnd('2026-12')
const terms = { roomHours: 20, sessions: 5 }
const months = (...held: number[]): PartnerMonth[] =>
  held.map((each, n) => ({
    ...{ month: `2026-0${n + 1}`, ...terms, held: each, attended: each * 9, roomMinutes: 60 },
  }))

test.each([
  ['nothing over yet', months(0), '2026-01-20', '', 'going'],
  ['two short months', months(3, 3), '2026-03-02', '', 'warned'],
  ['80 % in the second', months(3, 4), '2026-03-02', '', 'going'],
  ['three short months', months(3, 3, 3), '2026-04-02', '', 'review'],
  ['a good month between', months(3, 3, 5, 3), '2026-05-02', '', 'going'],
  ['three short months that were reviewed', months(3, 3, 3), '2026-04-02', '2026-03', 'going'],
  ['two short months after a review', months(3, 3, 3, 0, 0), '2026-06-02', '2026-03', 'warned'],
  ['the begin to come', months(), '2025-12-31', '', 'coming'],
  ['the end over', months(0, 0, 0), '2027-01-01', '', 'ended'],
])('the state of an agreement with %s', (_, counted, day, reviewedThrough, state) => {
  const now = Date.parse(`${day}T12:00:00+08:00`)
  expect(partnerStateOf({ startsAt, endsAt, months: counted, reviewedThrough }, now)).toBe(state)
})

test.each([
  ['before this month', { from: '2026-02', until: '2026-08' }, null, 'from'],
  ['that ends before it begins', { from: '2026-05', until: '2026-04' }, null, 'until'],
  ['of 37 months', { from: '2026-03', until: '2029-03' }, null, 'long'],
  ['of 36 months', { from: '2026-03', until: '2029-02' }, null, null],
  ['whose begin changes', { from: '2026-03', until: '2026-08' }, { from: '2026-01', endsAt }, 'from'],
  ['that is over', { from: '2026-01', until: '2026-12' }, { from: '2026-01', endsAt: monthEnd('2026-02') }, 'ended'],
])('an agreement %s', (_, span, before, fault) => {
  expect(partnerFault(span, before, monthStart('2026-03') + DAY)).toBe(fault)
})

test('the balance equals a recount, whenever it was counted, however late check-ins came', () => {
  const session = fc.record({
    use: fc.constantFrom('service' as const, 'room' as const),
    at: fc.integer({ min: 0, max: 364 }),
    attended: fc.integer({ min: 0, max: 30 }),
    lateBy: fc.integer({ min: 0, max: 13 }),
  })
  const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.array(session, { maxLength: 60 }), gaps, (planned, counts) => {
      const sessions = planned.map(({ at, lateBy, ...each }) => {
        const begins = startsAt + at * DAY
        return { ...each, startsAt: begins, endsAt: begins + 2 * HOUR, knownAt: begins + 2 * HOUR + lateBy * DAY }
      })
      // What the records say at a moment: a session that is over counts nobody until its check-ins have come.
      const seen = (now: number): PartnerSession[] =>
        sessions
          .filter(each => each.endsAt <= now)
          .map(({ knownAt, attended, ...each }) => ({ ...each, attended: knownAt <= now ? attended : 0 }))
      let counted: PartnerMonth[] = []
      let countedTo = startsAt
      let now = startsAt
      for (const gap of [...counts, 60]) {
        now += gap * DAY
        const from = partnerCountFrom({ startsAt }, countedTo)
        const known = seen(now).filter(each => each.startsAt >= from)
        counted = countMonths({ terms, startsAt, endsAt, months: counted }, known, from, now)
        countedTo = now
      }
      const held = sessions.filter(({ use, attended, knownAt }) => use === 'service' && attended > 0 && knownAt <= now)
      const over = (month: string) => monthEnd(month) <= now
      const owed = counted.filter(({ month }) => over(month)).length * terms.sessions
      const inside = held.filter(each => over(localMonth(each.startsAt)))
      expect(balanceOf(counted, now)).toEqual({ over: inside.length - owed, present: held.length - inside.length })
      expect(counted.reduce((sum, { attended }) => sum + attended, 0)).toBe(
        held.reduce((sum, { attended }) => sum + attended, 0),
      )
    }),
    { numRuns: 100 },
  )
})

test('minutes of rooms are those of the partner’s own use; services are those that somebody came to', () => {
  const begins = monthStart('2026-02') + DAY
  const session = (use: PartnerSession['use'], attended: number, minutes: number) => ({
    ...{ use, attended, startsAt: begins, endsAt: begins + (minutes * HOUR) / 60 },
  })
  const sessions = [
    session('room', 3, 90),
    session('room', 0, 60),
    session('service', 4, 45),
    session('service', 0, 30),
  ]
  const agreement = { terms, startsAt, endsAt, months: [] }
  expect(countMonths(agreement, sessions, startsAt, begins + DAY)).toEqual([
    { month: '2026-01', ...terms, held: 0, attended: 0, roomMinutes: 0 },
    { month: '2026-02', ...terms, held: 1, attended: 4, roomMinutes: 150 },
  ])
  expect(countMonths(agreement, sessions, startsAt, startsAt - 1)).toEqual([])
  expect(countMonths(agreement, sessions, startsAt, startsAt)).toHaveLength(1)
  // Months after the end are not counted.
  expect(countMonths(agreement, sessions, startsAt, endsAt + 40 * DAY).at(-1)?.month).toBe('2026-12')
})

test('a month keeps the terms under which it was counted first, and is counted again only from its own start', () => {
  const agreement = { terms: { roomHours: 1, sessions: 2 }, startsAt, endsAt, months: months(3, 4) }
  const from = monthStart('2026-02')
  expect(countMonths(agreement, [], from, from + DAY)).toEqual([
    months(3)[0],
    { month: '2026-02', ...terms, held: 0, attended: 0, roomMinutes: 0 },
  ])
  expect(partnerCountFrom({ startsAt }, startsAt + DAY)).toBe(startsAt)
  expect(partnerCountFrom({ startsAt }, monthStart('2026-06') + 13 * DAY)).toBe(monthStart('2026-05'))
  expect(partnerCountFrom({ startsAt }, monthStart('2026-06') + 14 * DAY)).toBe(monthStart('2026-06'))
})

test('months that are over have a last one, and an agreement may end with the month in which it begins', () => {
  const now = monthStart('2026-03')
  expect(reviewedMonth(months(0, 0, 0), now)).toBe('2026-02')
  expect(reviewedMonth(months(0), monthEnd('2026-01') - 1)).toBe('')
  expect(partnerFault({ from: '2026-03', until: '2026-03' }, null, now)).toBeNull()
  const before = { from: '2026-01', endsAt: now }
  expect(partnerFault({ from: '2026-01', until: '2026-03' }, before, now)).toBe('ended')
  expect(partnerFault({ from: '2026-01', until: '2026-03' }, { ...before, endsAt: now + 1 }, now)).toBeNull()
  expect(partnerFault({ from: '2026-01', until: '2026-02' }, { ...before, endsAt: now + 1 }, now)).toBe('until')
  const stateAt = (at: number) => partnerStateOf({ startsAt, endsAt, months: [], reviewedThrough: '' }, at)
  expect([startsAt - 1, startsAt, endsAt - 1, endsAt].map(stateAt)).toEqual(['coming', 'going', 'going', 'ended'])
})
