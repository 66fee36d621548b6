/** Breaks a text into at most `most` rows, each of which `fits`; what does not fit is cut with an ellipsis. Any character may end a row. */
export function wrapText(text: string, most: number, fits: (row: string) => boolean): string[] {
  const rows: string[] = []
  let row = ''
  for (const character of Array.from(text)) {
    if (row === '' || fits(row + character)) {
      row += character
      continue
    }
    rows.push(row)
    row = character.trim()
    if (rows.length === most) break
  }
  if (rows.length < most) return row === '' ? rows : [...rows, row]
  const characters = Array.from(rows[most - 1] ?? '')
  while (characters.length > 1 && !fits(`${characters.join('')}…`)) characters.pop()
  return [...rows.slice(0, most - 1), `${characters.join('')}…`]
}
