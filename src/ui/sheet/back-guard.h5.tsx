/** A browser goes back by pages only. */
export function BackGuard(_: { onBack: () => void }) {
  return null
}
