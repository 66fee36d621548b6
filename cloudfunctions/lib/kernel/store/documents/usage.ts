/** The calls of one function in one hour, in figures; nothing about persons. */
export interface UsageDocument {
  _id: string
  function: string
  /** The beginning of the hour, epoch ms. */
  at: number
  /** By route, with `:` for its dot, because a dot separates the parts of a path. */
  routes: Record<string, RouteUsage>
}

/** What happened on a route. Figures that are absent are 0. */
export interface RouteUsage {
  calls?: number
  /** Database round trips of all calls. */
  database?: number
  /** Calls by code, without those that were done. */
  codes?: Record<string, number>
  /** Calls by how long they took, by index in `DURATIONS` (`domain/office/watch.ts`). */
  durations?: Record<string, number>
}
