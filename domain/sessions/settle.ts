import { MINUTE } from '../time'

/** Scans of the last minute, and doors without a network, get so long to arrive. */
const LATE_SCANS = 30 * MINUTE

/** When it is decided who did not come, epoch ms. */
export function settleDueAt(endsAt: number): number {
  return endsAt + LATE_SCANS
}
