import * as v from 'valibot'
import { CERTIFICATE_LEVELS, type CheckedCertificate } from '../participation/social-worker'
import { date, id, optionalLine } from './fields'
import { OBJECTION_LENGTH } from './limits'
import { countyName, personId, place } from './office-team'
import { route } from './route'

/** A certificate, and who has checked it. */
export interface CertificateRow extends CheckedCertificate {
  id: string
  /** Masked; null: nobody yet, or not known. */
  checkedBy: string | null
  /** Why it was not right; empty: it was, or nobody has checked it. */
  reason: string
}

/** A social worker with certificates. */
export interface WorkerView {
  workerId: string
  name: string
  centreName: string
  certificates: CertificateRow[]
  /** Pay steps of the present and of the next month. */
  steps: { present: number; next: number }
}

/** Social workers of a place, and the caller as one. */
export interface WorkersView {
  now: number
  /** The caller, at a centre where they work; null: elsewhere. */
  own: WorkerView | null
  /** At a centre those who work there and have certificates, for who leads it; at an office those with one to check, the oldest first. */
  workers: WorkerView[]
  /** Study rooms and lessons of the centre for the exam. */
  rooms: { id: string; title: string }[]
  lessons: { id: string; title: string }[]
}

/** Routes of social workers in the back office. */
export const officeWorkerRoutes = {
  /** The caller's certificates with the pay steps, and those of the place. */
  'office.workers': route<WorkersView>()({ effect: 'read', input: v.strictObject(place), errors: [] }),
  /** Enters a certificate of the caller, for the office to check. */
  'office.enterCertificate': route<WorkersView>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      level: v.picklist(CERTIFICATE_LEVELS.map(level => level.id)),
      from: date,
      until: date,
    }),
    errors: ['PAPER_DAYS_WRONG', 'PAPER_LIMIT'],
  }),
  /** Says whether a certificate is right. One that was can be found wrong later; one that was not is entered again. */
  'office.checkCertificate': route<WorkersView>()({
    effect: 'write',
    input: v.strictObject({
      county: v.optional(countyName),
      workerId: personId,
      certificateId: id,
      isRight: v.boolean(),
      reason: optionalLine(OBJECTION_LENGTH),
    }),
    errors: ['PAPER_NOT_FOUND', 'PAPER_DECIDED', 'OWN_PAPER'],
  }),
}
