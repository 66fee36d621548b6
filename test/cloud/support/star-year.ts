import type { CountedSession } from '@domain/rating/counts'
import { monthSpan } from '@domain/rating/round'
import { atLocal, DAY, HOUR, MINUTE } from '@domain/time'
import type {
  BookingDocument,
  CheckInDocument,
  NeedDocument,
  NoShowDocument,
  VisitDocument,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import { aGroup, aMember } from '../../../worlds/fixtures/groups'
import { aCentre, anOfficer, aSession, aStaff, aStation } from '../../../worlds/fixtures/index'
import { aPartner } from '../../../worlds/fixtures/partners'
import { aShift } from '../../../worlds/fixtures/volunteers'
import type { Collections } from '../../../worlds/world'
import type { SlowRecords } from '../../domain/support/slow-rating'

/** A city of 16 centres in four counties, and what is recorded of the first of them in a year that is rated. */

export const START = atLocal('2026-11-10', 10 * 60)
export const COUNTIES = ['江川区', '通海县', '易门县', '华宁县']
export const ids = Array.from({ length: 16 }, (_, n) => `centre-${String(n + 1).padStart(2, '0')}`)
const [ONE = ''] = ids
/** A class of the centre with its bookings as they are stored. */
function aClass(n: number, startsAt: number, change: Partial<CountedSession> = {}) {
  const endsAt = startsAt + HOUR
  const session = aSession(START, {
    ...{ _id: `class-${n}`, centreId: ONE, startsAt, endsAt, capacity: change.capacity ?? 4, settleAt: null },
    ...(change.title ? { title: change.title } : {}),
    ...(change.status ? { status: change.status } : {}),
  })
  const people = Array.from({ length: 4 }, (_, at) => at)
  const bookings = people.map(
    at =>
      ({
        _id: `booking-${n}-${at}`,
        sessionId: session._id,
        centreId: ONE,
        ...{ status: 'confirmed', partySize: 1, startsAt, endsAt, activeUntil: endsAt, missed: at === 3 },
        ...{ attendees: [], waitEvents: {}, notices: [], unloggedEntries: [], forgetAt: 0 },
        checkIn: at === 3 ? null : { at: startsAt + at * MINUTE, by: 'desk', way: 'qr', requestId: 'r' },
        ...(at === 0 ? { stars: 4, ratedAt: startsAt + 2 * HOUR } : {}),
      }) as unknown as BookingDocument,
  )
  const rows = bookings.map(
    ({ _id }) =>
      ({
        _id: `${_id}-0`,
        bookingId: _id,
        ...{ n: 0, sessionId: session._id, centreId: ONE, what: 'in', at: startsAt, by: 'desk' },
        loggedAt: n === 2 ? endsAt + 25 * HOUR : startsAt,
      }) as unknown as CheckInDocument,
  )
  const counted: CountedSession = {
    ...session,
    id: session._id,
    bookings,
    released: 0,
    loggedAt: rows.map(({ loggedAt }) => loggedAt),
  }
  return { session, bookings, rows, counted }
}

export const CLASSES = [
  aClass(1, atLocal('2026-03-02', 600)),
  aClass(2, atLocal('2026-03-09', 600), { title: '主题党日' }),
  // Outside the opening hours.
  aClass(3, atLocal('2026-06-01', 7 * 60)),
  aClass(4, atLocal('2026-10-12', 600), { status: 'cancelled' }),
  // In a month that has not ended.
  aClass(5, atLocal('2026-11-09', 600)),
]

const JOINED = Array.from({ length: 10 }, (_, n) => atLocal('2026-01-05') + n * DAY)
const ACTIVE = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'].map(date => ({
  ...{ sessionId: date, title: '练唱', attended: 8, startsAt: atLocal(date), endsAt: atLocal(date) + HOUR },
}))
/** What people said in July and when it was answered; shifts, agreements and groups, as a slow count takes them. */
export const RECORDS: SlowRecords = {
  complaints: [
    { at: atLocal('2026-07-01'), answeredAt: atLocal('2026-07-08') },
    { at: atLocal('2026-07-01'), answeredAt: atLocal('2026-07-09') },
    { at: atLocal('2026-07-02'), answeredAt: null },
  ],
  shifts: [90, 45],
  agreements: [
    { sessions: 4, held: 5 },
    { sessions: 4, held: 1 },
  ],
  groups: [
    { startedAt: atLocal('2026-01-01'), closedAt: 0, joinedAt: JOINED, activities: ACTIVE },
    // Closed before it had enough activities.
    { startedAt: atLocal('2026-01-01'), closedAt: atLocal('2026-04-15'), joinedAt: JOINED, activities: ACTIVE },
  ],
  ends: Array.from({ length: 12 }, (_, n) => monthSpan(2026, n + 1).to),
}

/** The same as it is stored. */
function stored() {
  return {
    noshows: RECORDS.complaints.map(
      ({ at, answeredAt }, n) =>
        ({
          ...{ _id: `noshow-${n}`, bookingId: `b-${n}`, accountId: 'a', memberId: 'self', nickname: '果果' },
          ...{ sessionId: 's', centreId: ONE, centreName: '', title: '', startsAt: at, missedAt: at, state: 'counted' },
          ...{ excuse: null, appealedAt: answeredAt === null ? at : 0, stale: false },
          appeal: {
            ...{ reason: '堵车', at, requestId: 'r' },
            decision: answeredAt && { granted: false, note: '好', at: answeredAt, by: 'desk', requestId: 'r' },
          },
        }) as NoShowDocument,
    ),
    shifts: RECORDS.shifts.map((minutes, n) =>
      aShift(START, { _id: `shift-${n}`, centreId: ONE, startsAt: atLocal('2026-05-05'), minutes, dueAt: 0 }),
    ),
    partners: RECORDS.agreements.map(({ sessions, held }, n) =>
      aPartner(START, {
        ...{ _id: `partner-${n}`, centreId: ONE, dueAt: 0 },
        months: [{ month: '2026-08', sessions, roomHours: 0, held, attended: held, roomMinutes: 0 }],
      }),
    ),
    groups: RECORDS.groups.map(({ joinedAt, ...group }, n) => {
      const people = Object.fromEntries(joinedAt.map((at, who) => [`key-${who}`, aMember(`member-${who}`, at)]))
      return aGroup(START, {
        ...group,
        _id: `group-${n}`,
        centreId: ONE,
        people,
        activities: [...group.activities],
        dueAt: 0,
      })
    }),
  }
}
/** The city as it is stored. */
export function starYear(): Collections {
  return {
    centres: ids.map((_id, n) =>
      aCentre({
        _id,
        name: `中心 ${n + 1}`,
        county: COUNTIES[n % 4] ?? '',
        order: n + 1,
        ...(n === 0 ? { residents: 100 } : {}),
      }),
    ),
    ...stored(),
    stations: [aStation({ centreId: ONE })],
    sessions: CLASSES.map(({ session }) => session),
    bookings: CLASSES.flatMap(({ bookings }) => bookings),
    checkins: CLASSES.flatMap(({ rows }) => rows),
    // One of June was answered, one of September was not; one goes on with another, one is too young to count.
    needs: (
      [
        ['june', 'answered', '2026-06-20'],
        ['september', 'open', '2026-09-20'],
        ['merged', 'merged', '2026-06-20'],
        ['november', 'open', '2026-11-02'],
      ] as const
    ).map(
      ([_id, state, date]) =>
        ({
          ...{ _id, state, centreId: ONE, county: COUNTIES[0], accountId: 'a', requestId: 'r', category: 'care' },
          ...{ text: '要', level: 'city', at: atLocal(date), dueAt: 0, escalations: [], supporters: 0, voices: {} },
          ...{ answer: null, mergedInto: null, requests: [], rulesId: '2026-1', revision: 1, forgottenAt: null },
        }) as NeedDocument,
    ),
    visits: [1, 2, 3].map(
      n =>
        ({
          _id: `visit-${n}`,
          stationId: aStation()._id,
          centreId: ONE,
          from: atLocal('2026-05-01') + n * HOUR,
          until: atLocal('2026-05-01') + (n + 1) * HOUR,
          how: 'left',
          ...(n === 3 ? { held: true } : {}),
        }) as VisitDocument,
    ),
    staff: [
      ...ids.map(centreId => aStaff(`manager-${centreId}`, { centreId, role: 'manager' })),
      ...COUNTIES.map(county => anOfficer(`office-${county}`, county)),
      anOfficer('city'),
    ],
  }
}
