import { placesOf } from '@domain/bookings/places'
import type { Order } from '@domain/canteen/order'
import type { Counters } from '@domain/canteen/sitting'
import { type CheckInEntry, checkInStep } from '@domain/checkin/log'
import type { Span, Unit } from '@domain/offerings/layout'
import type { Member } from '@domain/people/members'
import { KEEP } from '@domain/privacy/keep'
import { DAY } from '@domain/time'
import { bookingIdOf } from '../cloudfunctions/lib/kernel/ids'
import type {
  AccountDocument,
  BookingDocument,
  CheckInDocument,
  SessionDocument,
} from '../cloudfunctions/lib/kernel/store/documents'
import type { Random } from './random'

/** How long before their start sessions are published. */
const PUBLISHED_BEFORE = 35 * DAY

/** Seed data needs ids that are unique and equal at every start; nobody derives them again. */
export const SEED_ID_SECRET = 'seed'

const SECRET_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const SECRET_LENGTH = 32

/** When the app began to take bookings of a session, epoch ms. */
export function openedAt({ startsAt, rules }: SessionDocument): number {
  return startsAt - (rules.opensBefore ?? PUBLISHED_BEFORE)
}

interface Visit {
  account: AccountDocument
  party: Member[]
  requestId: string
  createdAt: number
  /** When the owner cancelled; null: never. */
  cancelledAt?: number | null
  now: number
  random: Random
  /** For a space session: what the booking occupies. */
  taken?: { unit: Unit; span: Span; spots: string[] }
  /** For a meal sitting: what was ordered. */
  meal?: { order: Order; takes: Counters; eaters: string[] }
}

/**
 * Books a session as the server would have: takes the places, adds the claim to the session and, while the session is
 * upcoming, the entry to the account's ledger. Changes `session` and `visit.account`.
 */
export function book(session: SessionDocument, visit: Visit): BookingDocument {
  const { account, party, requestId, createdAt, now, taken, meal } = visit
  const { _id: sessionId, kind, category, title, room, rules } = session
  const { startsAt, endsAt } = taken?.span ?? session
  const { offeringId, centreId, centreName, address } = session
  const cancelledAt = visit.cancelledAt ?? null
  const _id = bookingIdOf({ idSecret: SEED_ID_SECRET, accountId: account._id, requestId })
  const attendees = party.map(({ id, nickname }) => ({ memberId: id, nickname }))
  if (cancelledAt === null) {
    const claim = { accountId: account._id, attendees, requestId, at: createdAt, ...taken, ...meal }
    session.seatsLeft -= placesOf(claim)
    session.claims[_id] = claim
    if (taken) hold(session, taken.spots, _id)
    if (meal) serve(session, meal, _id)
    if (endsAt > now) {
      const memberIds = party.map(({ id }) => id)
      account.ledger[_id] = { bookingId: _id, sessionId, kind, title, startsAt, endsAt, memberIds, moves: 0 }
      account.revision++
    }
  }
  return {
    _id,
    accountId: account._id,
    requestId,
    status: cancelledAt === null ? 'confirmed' : 'cancelled',
    sessionId,
    offeringId,
    centreId,
    centreName,
    address,
    kind,
    category,
    title,
    room,
    startsAt,
    endsAt,
    attendees,
    partySize: party.length,
    ...(taken ? { spots: taken.spots, unit: taken.unit } : {}),
    forgetAt: endsAt + KEEP.booking,
    ...meal,
    activeUntil: cancelledAt ?? endsAt,
    cancelUntil: startsAt - rules.cancelBefore,
    checkInFrom: startsAt - rules.checkInBefore,
    createdAt,
    cancelledAt,
    checkIn: null,
    checkInEntries: 0,
    unlogged: false,
    unloggedEntries: [],
    secret: secret(visit.random),
    notices: [],
    remindAt: null,
    waitUntil: null,
    offerTellAt: null,
    waitEvents: {},
    releasing: false,
    cancelledBy: cancelledAt === null ? null : 'person',
    moves: 0,
    movedFrom: null,
    changeReason: null,
    tellAt: null,
    missed: false,
  }
}

function hold(session: SessionDocument, spots: readonly string[], bookingId: string): void {
  session.spots ??= {}
  for (const spot of spots) session.spots[spot] = bookingId
}

function serve(session: SessionDocument, { takes, eaters }: NonNullable<Visit['meal']>, bookingId: string): void {
  const left = session.counters ?? {}
  session.counters = Object.fromEntries(Object.entries(left).map(([name, count]) => [name, count - (takes[name] ?? 0)]))
  session.eaters = { ...session.eaters, ...Object.fromEntries(eaters.map(key => [key, bookingId])) }
}

function secret(random: Random): string {
  let text = ''
  while (text.length < SECRET_LENGTH) text += SECRET_ALPHABET[random.whole(0, 31)]
  return text
}

/** Checks in a booking: sets the mark on the booking and returns the entry of the log. Changes `booking`. */
export function checkIn(booking: BookingDocument, at: number, by: string): CheckInDocument {
  const { _id: bookingId, sessionId, centreId } = booking
  const { checkIn, entries } = checkInStep({ at, by, way: 'qr', requestId: `demo-door-${bookingId}` }, at)
  Object.assign(booking, { checkIn, checkInEntries: entries.length })
  return { ...(entries[0] as CheckInEntry), _id: `${bookingId}-0`, bookingId, n: 0, sessionId, centreId }
}
