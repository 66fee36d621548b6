import type { AnswerKind, NeedCategory, NeedLevel } from '@domain/governance/need'
import type { NeedState } from '@domain/governance/need-state'

/** A need that a resident has put. Every change is a compare-and-set on `revision`. */
export interface NeedDocument {
  _id: string
  centreId: string
  county: string
  /** Who put it. Others never learn it. */
  accountId: string
  requestId: string
  category: NeedCategory
  text: string
  state: NeedState
  /** Who has to answer it. */
  level: NeedLevel
  at: number
  /** Until when it must be answered at this level, when the timer looks at it; 0: never again. */
  dueAt: number
  /** When it went to a level above. */
  escalations: { level: NeedLevel; at: number }[]
  /** How many other households need it, too. */
  supporters: number
  /** By the household's key. */
  voices: Record<string, { at: number; requestId: string }>
  answer: { kind: AnswerKind; words: string; level: NeedLevel; at: number } | null
  /** The older need with which it goes on. */
  mergedInto: { needId: string; at: number } | null
  /** The last requests of staff that changed it. */
  requests: string[]
  rulesId: string
  revision: number
  forgottenAt: number | null
}
