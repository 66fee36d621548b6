/**
 * Somebody orders meals for an elder who has an account of their own. The id is derived from the two accounts, so there is one
 * document of each pair.
 */
export interface RelationDocument {
  _id: string
  elderId: string
  /** As the elder has named themselves when the code was made; as staff found them. */
  elderName: string
  helperId: string
  helperName: string
  /** Whether the helper entered the elder's code, or staff saw both. */
  way: 'code' | 'staff'
  at: number
  /** Null: it counts. */
  endedAt: number | null
  /** The latest requests that changed it, so that a late replay changes nothing. */
  requests: string[]
  /** When the timer looks at it: after it was made, whether both still are there, and at the end of its period; 0: never. */
  dueAt: number
}
