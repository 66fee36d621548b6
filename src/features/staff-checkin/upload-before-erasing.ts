import { notUploaded, useQueue } from './queue'
import { uploadScans } from './upload'

/**
 * Uploads the queue before an account is erased: afterwards the person is no longer staff, and nobody could upload it.
 * Returns how many scans can still be uploaded, and how many (`lost`) cannot, because the person no longer works there.
 */
export async function uploadBeforeErasing(): Promise<{ waiting: number; lost: number }> {
  const barred = await uploadScans()
  const left = notUploaded(useQueue.getState().scans)
  const lost = left.filter(({ centreId }) => barred.has(centreId)).length
  return { waiting: left.length - lost, lost }
}
