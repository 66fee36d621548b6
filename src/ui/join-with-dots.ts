import { isolated } from '@domain/text'

/**
 * Joins facts as `a · b · c`, without the empty ones. With `word-break: keep-all`, a line breaks only between two facts,
 * never before a dot. A fact written from right to left stays between its dots.
 */
export function joinWithDots(parts: readonly (string | false)[]): string {
  const said = parts.filter((part): part is string => !!part)
  return said.map(part => isolated(part.replace(/ /g, '\u00a0'))).join('\u00a0· ')
}
