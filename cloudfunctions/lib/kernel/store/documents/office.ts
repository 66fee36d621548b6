import type { JournalAct, JournalState } from '@domain/office/journal'
import type { AnyRole, Duty } from '@domain/office/roles'

/** An invitation to a role: for one person, for ten minutes. */
export interface InvitationDocument {
  _id: string
  /** What is scanned or typed. */
  code: string
  /** Both null: the city's office. */
  centreId: string | null
  county: string | null
  /** Name of the centre or county; null: the city. */
  placeName: string | null
  role: AnyRole
  duties: Duty[]
  /** What the inviter calls the person. */
  name: string
  /** Account id of the inviter, and their name if it is known. */
  by: string
  byName: string | null
  at: number
  until: number
  withdrawnAt: number | null
  /** Who has accepted it; set once. */
  used: { by: string; at: number; requestId: string } | null
  /** Since when the accepted role may still have to be written; 0: nothing to do. */
  grantingAt: number
}

/**
 * A row of the journal, append-only: begun before an act, and completed after it, so that no act escapes it. The id follows
 * from the request, so that a replay adds no second row.
 */
export interface JournalDocument {
  _id: string
  /** `centre-<id>`, `county-<name>` or `city`. */
  place: string
  at: number
  act: JournalAct
  state: JournalState
  /** Account id; null: the operator of the system. Names are masked. */
  by: string | null
  byName: string | null
  person: { id: string | null; name: string | null } | null
  subject: { id: string; title: string } | null
  from: string | null
  to: string | null
  reason: string | null
}
