import type { ErrorCode, ErrorDetail } from '@domain/errors'

/**
 * Why a call brought no reply of ours. `NETWORK`: it did not arrive, or no answer came in time. `TIME_LIMIT`: the function was
 * ended at its time limit. `QUOTA`: the platform let nobody through for now. `NOT_DEPLOYED`: there is no such function yet.
 */
export type CallFailure = 'NETWORK' | 'TIME_LIMIT' | 'QUOTA' | 'NOT_DEPLOYED'

/** The server's codes, and those of calls without a reply. */
export type CloudErrorCode = ErrorCode | CallFailure

/** A call without data: refused by the server, or without a reply. */
export class CloudError extends Error {
  override readonly name = 'CloudError'
  readonly code: CloudErrorCode
  readonly detail: ErrorDetail
  /** What was called: staff are told what they can do themselves. Null: it does not matter. */
  readonly route: string | null

  constructor(code: CloudErrorCode, detail: ErrorDetail = null, route: string | null = null) {
    super(code)
    this.code = code
    this.detail = detail
    this.route = route
  }
}

/** Any thrown value as a `CloudError`; unexpected ones become INTERNAL. */
export function asCloudError(thrown: unknown): CloudError {
  return thrown instanceof CloudError ? thrown : new CloudError('INTERNAL')
}

const UNDECIDED: readonly CloudErrorCode[] = ['NETWORK', 'TIME_LIMIT', 'QUOTA', 'NOT_DEPLOYED', 'INTERNAL', 'BUSY']

/**
 * Whether the outcome of a call is unknown: there was no answer, or none that decides. The call can be repeated; a write
 * repeats it with the same request id.
 */
export function outcomeUnknown({ code }: CloudError): boolean {
  return UNDECIDED.includes(code)
}

/** Whether the same call may succeed within a second or two. Others only add to what the platform refuses. */
export function worthRepeating({ code }: CloudError): boolean {
  return code === 'NETWORK' || code === 'INTERNAL' || code === 'BUSY'
}
