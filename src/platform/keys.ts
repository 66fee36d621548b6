import { useEffect } from 'react'
import { goBack } from './navigate'

/** Marks an element that the arrow keys reach; a search field is in an element with `nf-search`. */
export const KEY_ROW = 'nf-row'
export const KEY_SEARCH = 'nf-search'

const isSeen = (element: Element) => element.getClientRects().length > 0

function seen(selector: string): HTMLElement[] {
  const dialog = Array.from(document.querySelectorAll('[role="dialog"]')).find(isSeen)
  return Array.from((dialog ?? document).querySelectorAll<HTMLElement>(selector)).filter(isSeen)
}

function isTyping(): boolean {
  return /^(input|textarea)$/i.test(document.activeElement?.tagName ?? '')
}

/** Moves the focus among the rows that are shown. */
function step(by: number): boolean {
  const rows = seen(`.${KEY_ROW}`)
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by]
  next?.focus()
  return next !== undefined
}

function press(selector: string): boolean {
  const [button] = seen(selector)
  button?.click()
  return button !== undefined
}

function leave(): boolean {
  if (press('#sheet-close')) return true
  if (isTyping()) (document.activeElement as HTMLElement).blur()
  else goBack()
  return true
}

const KEYS: Record<string, () => boolean> = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  ArrowLeft: () => press('[id$="-earlier"]'),
  ArrowRight: () => press('[id$="-later"]'),
  '/': () => {
    const [field] = seen(`.${KEY_SEARCH} input, input.${KEY_SEARCH}`)
    field?.focus()
    return field !== undefined
  },
  Escape: leave,
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isTyping() && event.key !== 'Escape') return
  if (KEYS[event.key]?.()) event.preventDefault()
}

let users = 0

/**
 * Keys of the desk in a browser: up and down move among rows, Enter opens the one in focus, left and right turn the page of a
 * calendar, `/` goes to the search, Esc closes a sheet or goes back. WeChat passes no keys to a mini-program.
 */
export function useKeys(): void {
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    if (users++ === 0) document.addEventListener('keydown', onKey)
    return () => {
      if (--users === 0) document.removeEventListener('keydown', onKey)
    }
  }, [])
}
