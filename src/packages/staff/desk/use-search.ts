import { QUERY_LENGTH } from '@domain/contracts/staff'
import { useEffect, useState } from 'react'
import { LAST_DIGITS } from './guest-fields'

/** The search starts after this pause in typing, ms. */
const QUIET_MS = 250

/** The search term in what was typed; null: none yet. Of a whole phone number the last four digits count. */
export function searchQuery(typed: string): string | null {
  const text = typed.trim()
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d+$/.test(digits)) return digits.length < LAST_DIGITS ? null : digits.slice(-LAST_DIGITS)
  return text === '' ? null : text.slice(0, QUERY_LENGTH)
}

/** The input of a search field, and the search term after a pause in typing. */
export function useSearch() {
  const [typed, setTyped] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), QUIET_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const wanted = searchQuery(typed)
  return {
    typed,
    setTyped,
    /** Null: no search. */
    query: wanted === null ? null : searchQuery(settled),
    /** Some digits were typed, but not enough. */
    tooShort: wanted === null && typed.trim() !== '',
    clear: () => {
      setTyped('')
      setSettled('')
    },
  }
}
