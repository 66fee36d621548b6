/** Why somebody who did not come is not counted. */
export const EXCUSES = ['moved', 'no-scan', 'appeal', 'centre', 'late-proof'] as const
export type Excuse = (typeof EXCUSES)[number]

/** What the centre says of a session of which no absence counts: a power cut, a system that failed. `at`: epoch ms. */
export interface Excused {
  reason: string
  at: number
}

/** So many bookings and not one scan: the door did not scan that day, or could not. */
const SILENT_DOOR = 3

/** What is known of a session and a booking of which nobody was checked in. */
export interface AbsenceFacts {
  /** The centre moved the session after it was booked. */
  moved: boolean
  /** Bookings of the session, and how many of them were checked in. */
  booked: number
  came: number
}

/** Whether an absence is excused without anybody asking, and why; null: it counts. */
export function excuseFor({ moved, booked, came }: AbsenceFacts): Excuse | null {
  if (moved) return 'moved'
  return came === 0 && booked >= SILENT_DOOR ? 'no-scan' : null
}
