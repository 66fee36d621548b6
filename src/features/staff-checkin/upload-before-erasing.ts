import { notUploaded, useQueue } from './queue'
import { uploadScans } from './upload'

/**
 * Brings in what waits on this phone before the person is forgotten: afterwards they are staff nowhere, and nobody could.
 * Answers how many scans still can be brought in, and how many (`lost`) no more, because the person works there no longer.
 */
export async function uploadBeforeErasing(): Promise<{ waiting: number; lost: number }> {
  const barred = await uploadScans()
  const left = notUploaded(useQueue.getState().scans)
  const lost = left.filter(({ centreId }) => barred.has(centreId)).length
  return { waiting: left.length - lost, lost }
}
