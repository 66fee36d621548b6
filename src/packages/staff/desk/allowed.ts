import type { BoardSession } from '@domain/contracts/staff'
import { isSpace } from '@domain/offerings/kinds'

/** Whether the desk may book this session for somebody now. Spaces are booked by time, in the app only. */
export function canBookForCaller({ kind, status, endsAt }: BoardSession, now: number): boolean {
  return !isSpace(kind) && status === 'open' && now < endsAt
}

/** Whether somebody without a booking may be registered and checked in now. */
export function canRegisterWalkIn(session: BoardSession, now: number): boolean {
  return canBookForCaller(session, now) && now >= session.checkInFrom
}
