/** An item of the timer's work, or a part of one, that has failed. The id is the task's name and the item's id. */
export interface SetbackDocument {
  _id: string
  task: string
  /** Id of the document that is worked on. */
  item: string
  /** The document that it is a part of; null: it is worked on for itself. */
  of: string | null
  part: boolean
  /** The centre that it belongs to; null: none, as for accounts. */
  centreId: string | null
  /** Failures in a row, or what counts as one. */
  failures: number
  /** The first of them and the last, epoch ms. */
  since: number
  lastAt: number
  /** When it is tried again, epoch ms; while that is to come, the item is left alone. 0: it was done in the end. */
  nextAt: number
  /** Failed so often that somebody has to look at it; tried once a day. */
  aside: boolean
  /** Kind and place of the failure, never its text. */
  error: string
}

/** One document, from which what is due in all collections is asked in one reading. */
export interface TimerDocument {
  _id: string
  madeAt: number
  /** The last tick, epoch ms; absent: none since this is noted. */
  tickedAt?: number
  /** The latest work of each task. */
  tasks?: Record<string, TaskWork>
  /** The database had no timer before this release; absent once its migrations are done. */
  isNew?: boolean
  /** The last migration after which all documents have the shapes of that release; absent: none is done. */
  migrated?: string
  /** Since when migrations are under way, epoch ms; absent: none is. */
  migratingSince?: number
  /** When the search index was last compared with the centres, epoch ms; absent: never. */
  searchComparedAt?: number
}

/** What a task did in the last tick that had work for it. */
export interface TaskWork {
  /** The tick, epoch ms. */
  at: number
  items: number
  failed: number
  /** How long the earliest item had been due, ms. */
  oldest: number
}
