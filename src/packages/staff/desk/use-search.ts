import { QUERY_LENGTH } from '@domain/contracts/staff'
import { useEffect, useState } from 'react'
import { LAST_DIGITS } from './guest-fields'

/** A search begins when nothing was typed for so long, ms. */
const QUIET_MS = 250

/** What is looked for by what was typed; null: nothing yet. A whole phone number counts by its last four digits. */
export function searchQuery(typed: string): string | null {
  const text = typed.trim()
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d+$/.test(digits)) return digits.length < LAST_DIGITS ? null : digits.slice(-LAST_DIGITS)
  return text === '' ? null : text.slice(0, QUERY_LENGTH)
}

/** What is typed into a search field, and what to look for once the fingers rest. */
export function useQuery() {
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
    /** Null: nothing is looked for. */
    query: wanted === null ? null : searchQuery(settled),
    /** Digits that are still missing. */
    tooShort: wanted === null && typed.trim() !== '',
    clear: () => {
      setTyped('')
      setSettled('')
    },
  }
}
