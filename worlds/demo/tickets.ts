import { draw, drawKeyOf, lotOf, seedHashOf } from '@domain/ballot/draw'
import { drawDueAt } from '@domain/ballot/phase'
import { HOUR, MINUTE } from '@domain/time'
import { waitIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { BallotDocument, BookingDocument, SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn, openedAt, SEED_ID_SECRET } from '../bookings'
import { account } from '../households'
import { seededRandom } from '../random'
import { type Crowd, household, partyOf, SHOWS_UP } from './crowd'
import { doorkeeperOf } from './people'

/** How many times the places are requested. */
const SOUGHT = 1.6
/** The timer draws up to a minute after the draw is due. */
const LATE = MINUTE

/**
 * The ballot of a session: its seed, the registered households and, when it is due, the result of the draw, as the server
 * would have left it. Changes `session`.
 */
export function ticketsOf(session: SessionDocument, now: number): Crowd & { ballots: BallotDocument[] } {
  const random = seededRandom(`ballot-${session._id}`)
  const secret = () =>
    Array.from({ length: 32 }, () => random.pick([...'abcdefghijklmnopqrstuvwxyz234567'] as ['a'])).join('')
  const seed = secret()
  const opened = openedAt(session)
  const dueAt = drawDueAt(session) ?? now
  const seedHash = seedHashOf(seed)
  session.seedHash = seedHash
  const crowd: Crowd = { accounts: [], bookings: [], checkins: [] }
  const ballot: BallotDocument = { _id: session._id, seed, seedHash, madeAt: opened }

  const until = Math.min(now, dueAt)
  const wanted = until - opened < HOUR ? 0 : Math.round(session.seatsLeft * SOUGHT)
  for (let places = 0, k = 1; places < wanted; k++) {
    const createdAt = Math.floor(opened + random.next() * (until - opened))
    const members = household(session, createdAt, createdAt, random)
    const party = partyOf(members, session, session.seatsLeft, random)
    places += party.length
    const owner = account(`demo-crowd-${session._id}-${k}`, members, createdAt)
    // Books as usual; `asTicket` then moves the claim to the waitlist, where tickets are stored.
    const booking = book(session, { account: owner, party, requestId: `demo-ticket-${k}`, createdAt, now, random })
    crowd.accounts.push(owner)
    crowd.bookings.push(asTicket(session, booking, owner.ledger))
  }
  if (now >= dueAt + LATE) {
    ballot.closing = secret()
    session.ticketsClosedAt = dueAt + LATE
    drawn(session, { ...ballot, closing: ballot.closing }, crowd, now)
  }
  if (session.waiting > 0) session.turnAt = now
  return { ...crowd, ballots: [ballot] }
}

function asTicket(
  session: SessionDocument,
  booking: BookingDocument,
  ledger: Crowd['accounts'][number]['ledger'],
): BookingDocument {
  const { accountId, requestId, createdAt, startsAt, partySize } = booking
  const _id = waitIdOf({ idSecret: SEED_ID_SECRET, accountId, requestId })
  const { [booking._id]: claim } = session.claims
  const { [booking._id]: entry } = ledger
  delete session.claims[booking._id]
  delete ledger[booking._id]
  session.seatsLeft += partySize
  if (claim) session.waitlist[_id] = { ...claim, ticket: true }
  if (entry) ledger[_id] = { ...entry, bookingId: _id, waiting: true, ticket: true }
  session.waiting++
  return {
    ...booking,
    _id,
    status: 'registered',
    waitUntil: startsAt - session.rules.closesBefore,
    drawAt: drawDueAt(session),
    waitEvents: { registered: { at: createdAt, what: 'registered', reason: null } },
  }
}

/** Gives the places to the winners, and ends the waits of the others when booking has closed since. */
function drawn(
  session: SessionDocument,
  { seed, closing }: BallotDocument & { closing: string },
  crowd: Crowd,
  now: number,
): void {
  const tickets = crowd.bookings.map(({ _id, partySize, accountId }) => ({
    id: _id,
    places: partySize,
    lot: lotOf(seed, session._id, accountId),
  }))
  const { order, winners } = draw(drawKeyOf(seed, closing), tickets, session.seatsLeft)
  const at = session.ticketsClosedAt ?? now
  const random = seededRandom(`came-${session._id}`)
  const closesAt = session.startsAt - session.rules.closesBefore
  Object.assign(session, {
    drawnAt: at,
    drawAt: 0,
    drawn: { seed, closing, places: session.seatsLeft, order, winners },
  })
  for (const [index, { id }] of order.entries()) {
    const booking = crowd.bookings.find(({ _id }) => _id === id)
    const owner = crowd.accounts.find(({ _id }) => _id === booking?.accountId)
    const entry = session.waitlist[id]
    if (!booking || !owner || !entry) continue
    const rank = index + 1
    booking.rank = rank
    if (winners.includes(id)) {
      delete session.waitlist[id]
      session.waiting--
      session.claims[id] = { ...entry, rank, wonAt: at }
      session.seatsLeft -= booking.partySize
      delete owner.ledger[id]?.waiting
      Object.assign(booking, { status: 'confirmed', waitUntil: null })
      booking.waitEvents.won = { at, what: 'won', reason: null }
      const cameAt = session.startsAt - random.whole(-5, 20) * MINUTE
      if (random.chance(SHOWS_UP) && cameAt <= now) {
        crowd.checkins.push(checkIn(booking, cameAt, doorkeeperOf(session.centreId)))
      }
      continue
    }
    booking.waitEvents.lost = { at, what: 'lost', reason: null }
    if (now < closesAt) {
      session.waitlist[id] = { ...entry, rank }
      booking.status = 'waiting'
      continue
    }
    delete session.waitlist[id]
    session.waiting--
    delete owner.ledger[id]
    Object.assign(booking, { status: 'lapsed', cancelledAt: closesAt, activeUntil: closesAt, waitUntil: null })
    booking.waitEvents.lapsed = { at: closesAt, what: 'lapsed', reason: 'booking-closed' }
  }
}
