import type { Refusal } from '@domain/errors'
import type { Slot } from '@domain/office/clashes'
import type { JournalAct, JournalState } from '@domain/office/journal'
import type { AnyRole, Duty } from '@domain/office/roles'
import type { Series } from '@domain/series/series'

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
  /** For a partner: the agreement; absent: for somebody else. */
  partnerId?: string
  /** What the inviter calls the person. */
  name: string
  /** Account id of the inviter, and their name if it is known. */
  by: string
  byName: string | null
  at: number
  until: number
  /** Of somebody from a spreadsheet: until when the code that was shown last is good; 0: there is none. Absent: as long as all of it. */
  codeUntil?: number
  /** The latest imports and showings that changed it; enough to recognise late replays. Absent: not from a spreadsheet. */
  changes?: string[]
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
  /** When those in it were removed; absent: they are there. */
  forgottenAt?: number | null
}

/**
 * A session that is planned and that residents do not see. The session that is published from it has the same id, so a second
 * publication creates nothing.
 */
export interface DraftDocument {
  _id: string
  centreId: string
  offeringId: string
  startsAt: number
  endsAt: number
  room: string
  teacher: string
  capacity: number
  reserve: number
  series: Series | null
  /** `publishing`: frozen by a publication, which will end as `published` or set it free. */
  state: 'draft' | 'publishing' | 'published' | 'removed'
  /** The publication that froze or published it; null: none. */
  publicationId: string | null
  /** Counts changes; every change is a compare-and-set. */
  revision: number
  /** Ids of the latest changes, so that a late replay changes nothing. */
  changes: string[]
  changedAt: number
  /** Account id and masked name of who changed it last. */
  changedBy: string
  changedByName: string | null
  /** When those in it were removed; absent: they are there. */
  forgottenAt?: number | null
}

/**
 * A publication of drafts, and where it stands: it is continued from any point by a retry or the timer. `running` → `done` or
 * `refused`; `done` → `undoing` → `undone`.
 */
export interface PublicationDocument {
  _id: string
  centreId: string
  by: string
  byName: string | null
  at: number
  /** What was to be published, with the revisions that were seen. */
  drafts: { id: string; revision: number }[]
  /** Sessions that it created. */
  created: string[]
  state: 'running' | 'done' | 'refused' | 'undoing' | 'undone'
  refusal: Refusal | null
  /** Since when it has to be worked on; 0: nothing to do. */
  openAt: number
  /** Since when those who want to hear of new classes are to be found; 0 or absent: done, or nobody is. */
  announceAt?: number
  /** When those in it were removed; absent: they are there. */
  forgottenAt?: number | null
}

/** A reserved slot; `publicationId`: of which publication or change; `until`: after that it counts for nothing; null: until it is done. */
export type PendingSlot = Slot & { publicationId: string; until: number | null }

/**
 * The guard of a centre's rooms and teachers: what is about to be published is noted here first, by compare-and-set, so that two
 * screens cannot publish into the same room at once. The id is the centre's.
 */
export interface TimetableDocument {
  _id: string
  revision: number
  /** Sessions that are decided but may not be stored yet, by id. */
  pending: Record<string, PendingSlot>
}
