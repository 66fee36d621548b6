import type { ErrorCode, ErrorDetail } from '../errors'

/** What a client sends to a function. */
export interface Call {
  route: string
  input: unknown
  /** Created by the client once per intention. Required for writes. */
  requestId?: string
}

/** The reply of every function. */
export type Reply<Output = unknown> =
  | { ok: true; data: Output; requestId: string }
  | { ok: false; code: ErrorCode; detail: ErrorDetail; requestId: string }
