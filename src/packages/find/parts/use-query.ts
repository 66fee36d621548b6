import { SEARCH_LENGTH } from '@domain/contracts/limits'
import { cleanText, firstCharacters } from '@domain/text'
import { useEffect, useState } from 'react'

/** The search starts after this pause in typing, ms. */
const QUIET_MS = 250

/** The query in what was typed: without line breaks, no longer than the server takes. */
function queryOf(typed: string): string {
  return firstCharacters(cleanText(typed).replace(/\s+/g, ' '), SEARCH_LENGTH)
}

/** What is typed, and the query after a pause; a chosen word is searched for at once. */
export function useQuery() {
  const [typed, setTyped] = useState('')
  const [query, setQuery] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQuery(queryOf(typed)), QUIET_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const choose = (word: string) => {
    setTyped(word)
    setQuery(queryOf(word))
  }
  return { typed, setTyped, query: queryOf(typed) === '' ? '' : query, choose }
}
