import * as v from 'valibot'
import { place } from './office-team'
import { route } from './route'

/** Work of the timer that has failed so often that somebody has to look at it. Times are epoch ms. */
export interface SetbackRow {
  id: string
  /** The kind of work, as in the log. */
  task: string
  /** Id of the document that cannot be worked on. */
  item: string
  /** Id of the session that it is a part of; null: it is worked on for itself. */
  sessionId: string | null
  /** Null: it belongs to no centre, as an account. */
  centreId: string | null
  failures: number
  since: number
  lastAt: number
  /** When it is tried again. */
  nextAt: number
  /** Kind and place of the failure in the code; nothing personal. */
  error: string
}

/** Routes by which leaders see that the system needs help. */
export const officeWatchRoutes = {
  /** The work of the timer that was put aside and still fails, latest failure first; at most 50. */
  'office.setbacks': route<{ now: number; setbacks: SetbackRow[] }>()({
    effect: 'read',
    input: v.strictObject(place),
    errors: [],
  }),
}
