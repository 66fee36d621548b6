/** What the periods of a kind of data are called on the privacy page. */
export type RetentionTopic =
  | 'bookings'
  | 'guests'
  | 'no-shows'
  | 'stations'
  | 'points'
  | 'needs'
  | 'volunteers'
  | 'contest'
  | 'groups'
  | 'household'
  | 'staff'
  | 'technical'

/** How long fields of a collection are kept, what for, and what happens then. */
export interface Retention {
  collection: string
  /** Paths; `*` stands for any key, and a path includes what lies below it. */
  fields: readonly string[]
  topic: RetentionTopic
  /** Chinese, for people. */
  purpose: string
  /** Ms after `from`; null: until `from`. */
  keep: number | null
  /** Chinese: the moment from which it counts, or until which it is kept. */
  from: string
  outcome: 'deleted' | 'anonymous'
}
