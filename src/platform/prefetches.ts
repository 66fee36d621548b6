/** Until when prefetches are held at most, ms: some pages ask the cloud nothing. */
const LONGEST_HOLD = 5000

/**
 * In the browser, the other pages are fetched while the first one is shown (`config/index.ts`). Holds these fetches until the
 * returned function is called, and then calls `next`: on a slow network, dozens of files would share the line with the first
 * page's own script and with its answer. A page that the device has kept (`kept-build`) needs none. Must run before the first
 * page is loaded.
 */
export function holdPrefetches(next: () => void): () => void {
  if (process.env.TARO_ENV !== 'h5') return () => undefined
  const { head } = document
  const isKept = Boolean(navigator.serviceWorker?.controller)
  const { appendChild } = head
  let held: Node[] | null = []
  head.appendChild = <T extends Node>(node: T): T => {
    if (!(node instanceof HTMLLinkElement && node.rel === 'prefetch')) return appendChild.call(head, node) as T
    held?.push(node)
    return node
  }
  const release = () => {
    if (held === null) return
    if (!isKept) {
      head.appendChild = appendChild
      for (const node of held) head.appendChild(node)
    }
    held = null
    next()
  }
  setTimeout(release, LONGEST_HOLD)
  return release
}
