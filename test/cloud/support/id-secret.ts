import { stationProofOf } from '../../../cloudfunctions/lib/kernel/ids'

/** What both test clouds derive ids with, so that a test can derive them too. */
export const TEST_ID_SECRET = 'what the clouds of the tests derive ids with'

/** The proof in the printed code of a station, of both test clouds. */
export function proofOf(stationId: string): string {
  return stationProofOf({ idSecret: TEST_ID_SECRET }, stationId)
}
