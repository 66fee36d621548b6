/**
 * Things said in a row, `a · b · c`, those that are empty left out. A line breaks between two of them only, never before a
 * dot, where the text has `word-break: keep-all`.
 */
export function joinWithDots(parts: readonly (string | false)[]): string {
  const said = parts.filter((part): part is string => !!part)
  return said.map(part => part.replace(/ /g, '\u00a0')).join('\u00a0· ')
}
