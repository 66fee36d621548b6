import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { ResidentAct } from '../acts'
import { sessionIdOf } from '../calls/call'
import { partyOf } from '../themes/stage'
import { isActive, ownRefusal, type PaperList } from './paper-list'

/** Predicts booking, joining a waitlist and registering for a ballot. */
export function predictEntry(
  list: PaperList,
  act: Extract<ResidentAct, { does: 'book' | 'join' | 'register' }>,
): string | null {
  const session = list.session(sessionIdOf(list.theme, act))
  if (!session) return null
  const { openid, memberIds } = partyOf(act.who, act.pair)
  const closed = closedCode(list, session, act.does)
  if (closed) return closed
  if (list.isPaused(openid, memberIds)) return 'PAUSED'

  const own = list.own(openid)
  const here = own.filter(booking => isActive(booking) && booking.sessionId === session._id)
  if (act.does === 'register' && here.some(({ waitEvents }) => waitEvents.registered)) return 'ALREADY_REGISTERED'
  const refusal = act.does === 'book' ? ownRefusal(own, memberIds, { ...session, session }) : null
  if (refusal) return refusal
  if (here.some(({ attendees }) => attendees.some(({ memberId }) => memberIds.includes(memberId)))) {
    return 'ALREADY_BOOKED'
  }
  const free = list.free(session) >= memberIds.length && !list.hasWaiting(session)
  if (act.does === 'book') return free ? 'OK' : 'SESSION_FULL'
  if (act.does === 'join' && free) return 'SESSION_NOT_FULL'
  const { capacity, reserve, reserveTaken = 0 } = session
  return memberIds.length > capacity - reserve - reserveTaken ? 'PARTY_TOO_LARGE' : 'OK'
}

/** Returns the code with which everybody is refused at this time. */
function closedCode({ now }: PaperList, session: SessionDocument, does: 'book' | 'join' | 'register'): string | null {
  const { status, startsAt, rules, drawnAt, announcedDrawAt, series } = session
  if (series?.mode === 'whole') return 'SERIES_ONLY'
  if (status === 'cancelled') return 'SESSION_CANCELLED'
  if (now >= startsAt - rules.closesBefore) return 'BOOKING_CLOSED'
  if (does !== 'register') return rules.ballot && !drawnAt ? 'BALLOT_ONLY' : null
  if (!rules.ballot) return 'NOT_A_BALLOT'
  if (drawnAt) return 'BALLOT_DRAWN'
  return now >= (announcedDrawAt ?? 0) ? 'REGISTRATION_CLOSED' : null
}
