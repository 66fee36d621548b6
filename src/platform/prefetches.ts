/** Until when prefetches are held at most, ms: some pages ask the cloud nothing. */
const LONGEST_HOLD = 5000

/**
 * In the browser, the other pages are fetched while the first one is shown (`config/index.ts`). Holds these fetches until the
 * returned function is called: on a slow network, dozens of files would share the line with the first page's own script and
 * with its answer. Must run before the first page is loaded.
 */
export function holdPrefetches(): () => void {
  if (process.env.TARO_ENV !== 'h5') return () => undefined
  const { head } = document
  const held: Node[] = []
  const { appendChild } = head
  head.appendChild = <T extends Node>(node: T): T => {
    if (!(node instanceof HTMLLinkElement && node.rel === 'prefetch')) return appendChild.call(head, node) as T
    held.push(node)
    return node
  }
  const release = () => {
    head.appendChild = appendChild
    for (const node of held.splice(0)) head.appendChild(node)
  }
  setTimeout(release, LONGEST_HOLD)
  return release
}
