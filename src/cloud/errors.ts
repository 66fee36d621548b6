import type { ErrorCode, ErrorDetail } from '@domain/errors'

/** What can go wrong on the way besides what the server refuses with. */
export type CloudErrorCode = ErrorCode | 'NETWORK'

/** A call that brought no data: refused by the server, or never answered (`NETWORK`). */
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

/** Any thrown value as a `CloudError`; what we did not foresee counts as INTERNAL. */
export function asCloudError(thrown: unknown): CloudError {
  return thrown instanceof CloudError ? thrown : new CloudError('INTERNAL')
}

/**
 * Whether nobody knows what came of a call: no answer came, or none that decides. Asking again may bring one; a write
 * asks under the same request id, which makes that safe.
 */
export function outcomeUnknown({ code }: CloudError): boolean {
  return code === 'NETWORK' || code === 'INTERNAL' || code === 'BUSY'
}
