import { standingAt } from '@domain/noshows/ladder'
import { accountIdOf } from '../../../cloudfunctions/lib/ids'
import type { BookingDocument, SessionDocument } from '../../../cloudfunctions/lib/store/documents'
import type { World } from '../in-process/world'
import type { Act } from './history'
import { PEOPLE, SESSIONS } from './stage'

/**
 * What a call that meets nobody else must be answered, said by a simple model: it looks at the bookings alone, as a clerk
 * with a list on paper would, and at neither ledgers nor what sessions count. Null: the model does not know.
 */
export async function foretell(world: World, act: Act): Promise<string | null> {
  if (act.does !== 'book' && act.does !== 'join') return null
  const now = world.now()
  const [sessions, bookings, records] = await Promise.all([
    world.stored('sessions'),
    world.stored('bookings'),
    world.stored('noshows'),
  ])
  const session = sessions.find(({ _id }) => _id === SESSIONS[act.session])
  const openid = PEOPLE[act.who] ?? ''
  const accountId = accountIdOf(openid)
  const party = openid === 'rider' ? ['self'] : act.pair ? ['guoguo', 'doudou'] : ['guoguo']
  if (!session) return null

  if (session.status === 'cancelled') return 'SESSION_CANCELLED'
  if (now >= session.startsAt - session.rules.closesBefore) return 'BOOKING_CLOSED'
  const missed = (member: string) =>
    records
      .filter(row => row.accountId === accountId && row.memberId === member && row.state === 'counted')
      .map(({ missedAt }) => missedAt)
  if (party.some(member => standingAt(missed(member), now).pausedUntil !== null)) return 'PAUSED'

  const own = bookings.filter(booking => booking.accountId === accountId && booking.endsAt > now)
  const refusal = ownRefusal(act.does, own, session, party)
  if (refusal) return refusal
  const here = bookings.filter(({ sessionId }) => sessionId === session._id)
  const taken = places(here, ['confirmed', 'offered'])
  const free = session.capacity - session.reserve - taken >= party.length && places(here, ['waiting']) === 0
  if (act.does === 'book') return free ? 'OK' : 'SESSION_FULL'
  if (free) return 'SESSION_NOT_FULL'
  return party.length > session.capacity - session.reserve ? 'PARTY_TOO_LARGE' : 'OK'
}

function ownRefusal(does: 'book' | 'join', own: BookingDocument[], session: SessionDocument, party: string[]) {
  for (const member of party) {
    const theirs = own.filter(({ attendees }) => attendees.some(({ memberId }) => memberId === member))
    const standing = theirs.filter(({ status }) => status !== 'cancelled' && status !== 'lapsed')
    if (standing.some(({ sessionId }) => sessionId === session._id)) return 'ALREADY_BOOKED'
  }
  if (does === 'join') return null
  for (const member of party) {
    const held = own.filter(
      ({ status, attendees }) => status === 'confirmed' && attendees.some(({ memberId }) => memberId === member),
    )
    if (held.some(({ startsAt, endsAt }) => startsAt < session.endsAt && session.startsAt < endsAt))
      return 'TIME_OVERLAP'
  }
  const max = session.rules.maxActive ?? Number.POSITIVE_INFINITY
  const heldBy = (member: string) =>
    own.filter(
      ({ status, attendees }) => status === 'confirmed' && attendees.some(({ memberId }) => memberId === member),
    )
  return party.some(member => heldBy(member).length >= max) ? 'ACTIVE_LIMIT' : null
}

function places(bookings: BookingDocument[], statuses: string[]): number {
  return bookings.filter(({ status }) => statuses.includes(status)).reduce((sum, { partySize }) => sum + partySize, 0)
}
