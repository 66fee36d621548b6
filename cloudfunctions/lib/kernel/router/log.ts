/** One line of the log. Never a name, an openid, an input or a detail of a refusal: only what explains the system. */
export interface LogLine {
  level: 'info' | 'error'
  function: string
  route: string
  requestId: string
  ms: number
  /** Database round trips. */
  calls: number
  code?: string
  /** Of unknown failures only. */
  error?: string
}

export type Log = (line: LogLine) => void

/** JSON lines on standard output, where the platform collects them. */
export const jsonLog: Log = line => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
