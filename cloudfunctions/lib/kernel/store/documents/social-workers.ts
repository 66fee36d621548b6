import type { CheckedCertificate } from '@domain/participation/social-worker'

/** A certificate that a social worker has entered. */
export interface WorkerCertificate extends CheckedCertificate {
  /** Follows from the request that entered it. */
  id: string
  /** Number and masked name of who has checked it; empty, null: nobody yet, or forgotten. */
  checkedBy: string
  checkedByName: string | null
  reason: string
}

/**
 * Certificates of a member of staff. The id is the account's; neither the number of a certificate nor a picture is kept. Every change
 * is a compare-and-set on `revision`.
 */
export interface SocialWorkerDocument {
  _id: string
  name: string
  /** Where they entered the latest one. */
  centreId: string
  centreName: string
  county: string
  certificates: WorkerCertificate[]
  /** Since when the oldest one waits for a check; 0: none does. */
  waitingAt: number
  /** The last requests that checked one. */
  requests: string[]
  changedAt: number
  /** When the record is deleted: a period after the last certificate is over. */
  forgetAt: number
  revision: number
}
