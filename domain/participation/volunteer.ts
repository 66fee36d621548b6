import type { SitedSpan } from './shift'
import { VOLUNTEER_RULES } from './volunteer-rules'

/**
 * A shift in the record of a volunteer. `taking`: its place is being taken; `taken`; `leaving`: its place is being given back.
 * `minutes` null: it is not over.
 */
export interface TakenShift extends SitedSpan {
  state: 'taking' | 'taken' | 'leaving'
  at: number
  minutes: number | null
  missed: boolean
}

type Shifts = Readonly<Record<string, TakenShift>>

/** Shifts that rules still look back to; the others are left out. */
export function recentShifts(shifts: Shifts, now: number): Record<string, TakenShift> {
  const from = now - VOLUNTEER_RULES.missedFor
  return Object.fromEntries(
    Object.entries(shifts).filter(([, { endsAt, minutes }]) => minutes === null || endsAt >= from),
  )
}

/** The record after a shift has ended with so many minutes: setting them again changes nothing. */
export function creditShift(
  volunteer: { shifts: Shifts; minutes: number },
  shiftId: string,
  { minutes, missed }: { minutes: number; missed: boolean },
): { shifts: Record<string, TakenShift>; minutes: number } | null {
  const shift = volunteer.shifts[shiftId]
  if (!shift || (shift.minutes === minutes && shift.missed === missed)) return null
  return {
    shifts: { ...volunteer.shifts, [shiftId]: { ...shift, state: 'taken', minutes, missed } },
    minutes: volunteer.minutes + minutes - (shift.minutes ?? 0),
  }
}

/** Whether somebody has been absent so often lately that a guide should call, since the last call. */
export function needsCall(shifts: Shifts, now: number, calledAt: number): boolean {
  const { missedFor, missedMost } = VOLUNTEER_RULES
  const from = Math.max(now - missedFor, calledAt)
  return Object.values(shifts).filter(({ missed, endsAt }) => missed && endsAt >= from).length >= missedMost
}
