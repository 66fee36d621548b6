/**
 * Joins facts as `a · b · c`, without the empty ones. With `word-break: keep-all`, a line breaks only between two facts,
 * never before a dot.
 */
export function joinWithDots(parts: readonly (string | false)[]): string {
  const said = parts.filter((part): part is string => !!part)
  return said.map(part => part.replace(/ /g, '\u00a0')).join('\u00a0· ')
}
