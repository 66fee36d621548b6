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
  /** Of the timer's tasks: items worked on, items that failed, and for how long the longest due had been due, ms. */
  items?: number
  failed?: number
  oldest?: number
  /** For unknown failures only, see `describeFailure`. */
  error?: string
}

/** Release and commit of this build, set by the bundler. */
declare const PRODUCT_VERSION: string | undefined

const version = typeof PRODUCT_VERSION === 'undefined' ? 'unbundled' : PRODUCT_VERSION

/** Writes one log line. */
export type Log = (line: LogLine) => void

/** Writes JSON lines to standard output, which the platform collects. Each names the build that wrote it. */
export const jsonLog: Log = line => {
  process.stdout.write(`${JSON.stringify({ ...line, version })}\n`)
}
