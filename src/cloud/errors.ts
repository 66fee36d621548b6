import type { ErrorCode, ErrorDetail } from '@domain/errors'

/** The server's codes, and `NETWORK`: no answer. */
export type CloudErrorCode = ErrorCode | 'NETWORK'

/** A call without data: refused by the server, or unanswered (`NETWORK`). */
export class CloudError extends Error {
  override readonly name = 'CloudError'
  readonly code: CloudErrorCode
  readonly detail: ErrorDetail

  constructor(code: CloudErrorCode, detail: ErrorDetail = null) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/** Any thrown value as a `CloudError`; unexpected ones become INTERNAL. */
export function asCloudError(thrown: unknown): CloudError {
  return thrown instanceof CloudError ? thrown : new CloudError('INTERNAL')
}

/**
 * Whether the outcome of a call is unknown: there was no answer, or none that decides. The call can be repeated; a write
 * repeats it with the same request id.
 */
export function outcomeUnknown({ code }: CloudError): boolean {
  return code === 'NETWORK' || code === 'INTERNAL' || code === 'BUSY'
}
