import { useEffect, useRef } from 'react'

/** Elements that the tab key reaches. */
const REACHED = 'button, input, textarea, select, a[href], [tabindex="0"]'

/** The open sheets, the topmost last: only that one listens to the keyboard. */
const open: object[] = []

/**
 * The keyboard's part of a sheet, which this stands in: the focus moves into it, stays in it, and returns to where it was;
 * Escape closes it. A browser's way back goes back by pages only.
 */
export function BackGuard({ onBack }: { onBack: () => void }) {
  const mark = useRef<HTMLSpanElement>(null)
  const close = useRef(onBack)
  close.current = onBack
  useEffect(() => {
    const box = mark.current?.parentElement
    if (!box) return
    const dialog = box.querySelector<HTMLElement>('[role="dialog"]')
    const self = {}
    const before = document.activeElement
    const reached = () =>
      Array.from(box.querySelectorAll<HTMLElement>(REACHED)).filter(element => element.getClientRects().length > 0)
    const onKey = (event: KeyboardEvent) => {
      if (open[open.length - 1] !== self) return
      if (event.key === 'Escape') {
        event.preventDefault()
        close.current()
      }
      if (event.key !== 'Tab') return
      const elements = reached()
      const [first, last] = [elements[0], elements[elements.length - 1]]
      const at = document.activeElement
      const leaves = !box.contains(at) || (event.shiftKey ? at === first || at === dialog : at === last)
      if (!leaves) return
      event.preventDefault()
      const next = event.shiftKey ? last : first
      next?.focus()
    }
    open.push(self)
    document.addEventListener('keydown', onKey)
    // A field that has asked for the focus keeps it.
    if (!box.contains(document.activeElement)) dialog?.focus()
    return () => {
      open.splice(open.indexOf(self), 1)
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return <span ref={mark} hidden />
}
