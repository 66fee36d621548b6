import { QUERY_LENGTH } from '@domain/contracts/limits'
import { firstCharacters } from '@domain/text'
import { LAST_DIGITS, lastDigitsOf, numberOf } from '@domain/typed'
import { useEffect, useState } from 'react'

/** The search starts after this pause in typing, ms. */
const QUIET_MS = 250

/** The search term in what was typed; null: none yet. Of a whole phone number the last four digits count. */
export function searchQuery(typed: string): string | null {
  const number = numberOf(typed)
  if (number !== null) return number.length < LAST_DIGITS ? null : lastDigitsOf(number)
  const text = typed.trim()
  return text === '' ? null : firstCharacters(text, QUERY_LENGTH)
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
