import type { BoardSession } from '@domain/contracts/staff'
import { isSpace } from '@domain/offerings/kinds'

/** Whether the desk may still book a session for somebody. Spaces are booked by time, in the app. */
export function canBookForCaller({ kind, status, endsAt }: BoardSession, now: number): boolean {
  return !isSpace(kind) && status === 'open' && now < endsAt
}

/** Whether somebody who stands at the desk may be let in to a session now. */
export function canRegisterWalkIn(session: BoardSession, now: number): boolean {
  return canBookForCaller(session, now) && now >= session.checkInFrom
}
