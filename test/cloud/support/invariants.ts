import type { BookingStatus } from '@domain/contracts/views'
import type { BookingDocument, SessionDocument, WaitEntry } from '../../../cloudfunctions/lib/store/documents'
import type { TestCloud } from './cloud'

/** Where the party of a booking stands in its session, by the booking's status. */
const STAGE_OF: Partial<Record<BookingStatus, 'claims' | 'offers' | 'waitlist'>> = {
  confirmed: 'claims',
  offered: 'offers',
  waiting: 'waitlist',
}

/** What must hold whenever nothing is in flight; answers the breaches, one line each. */
export async function breaches(cloud: TestCloud): Promise<string[]> {
  const [sessions, bookings, accounts] = await Promise.all([
    cloud.stored('sessions'),
    cloud.stored('bookings'),
    cloud.stored('accounts'),
  ])
  const wrong = sessions.flatMap(session => inSession(session, bookings))
  for (const booking of bookings) {
    const stage = STAGE_OF[booking.status]
    if (!stage) continue
    const session = sessions.find(({ _id }) => _id === booking.sessionId)
    if (!session?.[stage][booking._id]) wrong.push(`${booking._id}: ${booking.status}, but not in ${stage}`)
    const entry = accounts.find(({ _id }) => _id === booking.accountId)?.ledger[booking._id]
    if (entry?.sessionId !== booking.sessionId) wrong.push(`${booking._id}: ${booking.status} without a ledger entry`)
    if ((entry?.waiting === true) !== (stage !== 'claims'))
      wrong.push(`${booking._id}: the ledger holds another status`)
  }
  for (const account of accounts) {
    for (const id of Object.keys(account.ledger)) {
      const booking = bookings.find(({ _id }) => _id === id)
      if (!booking || !STAGE_OF[booking.status]) wrong.push(`${account._id}: ledger names ${id}, which is over`)
    }
  }
  return wrong
}

function placesOf(entries: Record<string, WaitEntry>): number {
  return Object.values(entries).reduce((sum, { attendees }) => sum + attendees.length, 0)
}

function inSession(session: SessionDocument, bookings: BookingDocument[]): string[] {
  const { _id, seatsLeft, claims, offers, waitlist, waiting, reserve, capacity, turnAt } = session
  const wrong: string[] = []
  const taken = placesOf(claims) + placesOf(offers)
  if (seatsLeft + taken + reserve !== capacity) wrong.push(`${_id}: ${seatsLeft} left + ${taken} is not ${capacity}`)
  if (seatsLeft < 0) wrong.push(`${_id}: oversold`)
  if (waiting !== Object.keys(waitlist).length) wrong.push(`${_id}: ${waiting} is not the length of the waitlist`)
  for (const [status, stage] of Object.entries(STAGE_OF)) {
    for (const id of Object.keys(session[stage])) {
      const booking = bookings.find(booking => booking._id === id)
      if (booking?.status !== status || booking.sessionId !== _id) wrong.push(`${_id}: ${stage} names ${id}`)
    }
  }
  const fits = Object.values(waitlist).some(({ attendees }) => attendees.length <= seatsLeft)
  if (fits && turnAt !== 1) wrong.push(`${_id}: somebody waits for places that are free, and nobody will look`)
  if (waiting + Object.keys(offers).length > 0 && turnAt === 0) wrong.push(`${_id}: nobody will look at the waitlist`)
  return [...wrong, ...overtaken(session, bookings)]
}

/** An offer to somebody who came later is right only where the earlier party was too large, and that is on record. */
function overtaken({ _id, waitlist, offers }: SessionDocument, bookings: BookingDocument[]): string[] {
  return Object.entries(offers).flatMap(([id, offer]) =>
    Object.entries(waitlist)
      .filter(([other, entry]) => entry.at < offer.at || (entry.at === offer.at && other < id))
      .filter(([other]) => {
        const events = bookings.find(booking => booking._id === other)?.waitEvents ?? {}
        return !Object.values(events).some(({ what, at }) => what === 'skipped' && at === offer.offeredAt)
      })
      .map(([other]) => `${_id}: ${id} was offered before ${other}`),
  )
}
