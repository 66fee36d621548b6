/** One log line. Contains no name, openid, input or refusal detail. */
export interface LogLine {
  level: 'info' | 'error'
  function: string
  route: string
  requestId: string
  ms: number
  /** Database round trips. */
  calls: number
  code?: string
  /** For unknown failures only, see `describeFailure`. */
  error?: string
}

/** Writes one log line. */
export type Log = (line: LogLine) => void

/** Writes JSON lines to standard output, which the platform collects. */
export const jsonLog: Log = line => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
