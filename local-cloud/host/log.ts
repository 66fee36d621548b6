import type { Readable } from 'node:stream'

/** Takes one finished line, without the line break. */
export type Log = (line: string) => void

const MAX_LINE = 64 * 1024

/** Writes a host event as one JSON line. */
export function logEvent(log: Log, event: string, fields: Record<string, unknown>): void {
  log(JSON.stringify({ source: 'local-cloud', event, ...fields }))
}

function isJsonObject(line: string): boolean {
  if (!line.startsWith('{')) return false
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** Forwards what a function prints: JSON lines as they are, other text wrapped; endless lines are cut. */
export function forwardLines(stream: Readable, log: Log, fields: Record<string, unknown>): void {
  let rest = ''
  const emit = (line: string) => {
    if (line.trim() === '') return
    if (isJsonObject(line)) log(line)
    else logEvent(log, 'print', { ...fields, text: line })
  }
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) emit(line.slice(0, MAX_LINE))
    if (rest.length > MAX_LINE) {
      emit(rest.slice(0, MAX_LINE))
      rest = ''
    }
  })
  stream.on('end', () => emit(rest))
}
