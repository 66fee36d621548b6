/** The station that a scanned text names, `…scene=<station>…` in a link or a page's path; null: none of ours. */
export function stationOfScan(text: string): string | null {
  return /(?:[?&]|%3F|%26)scene(?:=|%3D)([a-z0-9][a-z0-9-]{0,31})(?![a-z0-9-])/i.exec(text)?.[1] ?? null
}
