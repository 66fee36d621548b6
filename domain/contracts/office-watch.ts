import * as v from 'valibot'
import { noInput } from './fields'
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

/** A bound of the durations of calls, ms. */
export type Duration = { within: number } | { over: number }

/** The calls of a route. */
export interface RouteFigures {
  route: string
  calls: number
  /** Those that were not done, by code, the most frequent first. */
  codes: { code: string; calls: number }[]
  /** Within how long half of the calls, and 95 of 100, were answered. */
  p50: Duration | null
  p95: Duration | null
  /** Database round trips per call. */
  database: number
}

/** How the system does. Times are epoch ms. */
export interface Watch {
  now: number
  /** The figures of routes are from then on. */
  since: number
  timer: {
    /** Null: it has never run. */
    lastTickAt: number | null
    /** The latest work of each task; `oldest`: for how long the earliest item had been due, ms. */
    tasks: { name: string; at: number; items: number; failed: number; oldest: number }[]
  }
  /** What waits to be done; `since`: when the earliest became due; null: nothing waits. */
  waiting: { what: 'messages' | 'bookings' | 'cancellations' | 'checkIns'; since: number | null }[]
  /** Work of the timer that was put aside and still fails. */
  aside: number
  /** Migrations of stored documents that are under way. */
  migrations: { id: string; handled: number; failed: number; startsAt: number }[]
  /** The most called first. */
  routes: RouteFigures[]
}

/** Routes by which leaders see that the system needs help. */
export const officeWatchRoutes = {
  /** The work of the timer that was put aside and still fails, latest failure first; at most 50. */
  'office.setbacks': route<{ now: number; setbacks: SetbackRow[] }>()({
    effect: 'read',
    input: v.strictObject(place),
    errors: [],
  }),
  /** How the system does: calls of the last day, the timer, what waits. For the office of the city. */
  'office.watch': route<{ watch: Watch }>()({ effect: 'read', input: noInput, errors: [] }),
}
