/** Reasons why an absence does not count. */
export const EXCUSES = ['moved', 'no-scan', 'appeal', 'centre', 'late-proof'] as const
export type Excuse = (typeof EXCUSES)[number]

/** The centre's excuse for a whole session, for example a power cut. `at`: epoch ms. */
export interface Excused {
  reason: string
  at: number
}

/** With this many bookings and not one check-in, the door is assumed not to have scanned. */
const SILENT_DOOR = 3

/** The facts about a booking without check-in. */
export interface AbsenceFacts {
  /** The centre moved the session after it was booked. */
  moved: boolean
  /** Bookings of the session, and how many of them were checked in. */
  booked: number
  came: number
}

/** The automatic excuse for an absence; null when it counts. */
export function excuseFor({ moved, booked, came }: AbsenceFacts): Excuse | null {
  if (moved) return 'moved'
  return came === 0 && booked >= SILENT_DOOR ? 'no-scan' : null
}
