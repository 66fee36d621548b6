/** How far one migration has come (`cloudfunctions/lib/migrations`). The id is the migration's. */
export interface MigrationDocument {
  _id: string
  collection: string
  /** From when on it may begin, epoch ms: no call of the release before can be running any more. */
  startsAt: number
  /** Id of the last document that was handled; empty: none yet. */
  cursor: string
  /** Documents that were handled, and those of them that failed and are retried alone. */
  handled: number
  failed: number
  /** Epoch ms; 0: not done. */
  doneAt: number
}
