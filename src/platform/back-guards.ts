/** WeChat needs a moment to remove a page container, ms; until then going back would close it instead of the page. */
const REMOVAL_MS = 120

let lastRemovedAt = 0

/** Notes that the guard of an open sheet was removed. */
export function noteGuardRemoved(): void {
  lastRemovedAt = Date.now()
}

/** Resolves when no guard that was just removed can still catch the way back. */
export function guardsGone(): Promise<void> {
  const left = lastRemovedAt + REMOVAL_MS - Date.now()
  return left <= 0 ? Promise.resolve() : new Promise(resolve => setTimeout(resolve, left))
}
