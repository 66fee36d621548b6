/** The station id in a scanned text: `…scene=<station>…` in a link or page path. Null when there is none. */
export function stationOfScan(text: string): string | null {
  return /(?:[?&]|%3F|%26)scene(?:=|%3D)([a-z0-9][a-z0-9-]{0,31})(?![a-z0-9-])/i.exec(text)?.[1] ?? null
}
