import type { ErrorCode, ErrorDetail } from '../errors'

/** What a client sends to a function. */
export interface Call {
  route: string
  input: unknown
  /** Made by the client once per intention. Required for writes. */
  requestId?: string
}

/** What every function answers. */
export type Reply<Output = unknown> =
  | { ok: true; data: Output; requestId: string }
  | { ok: false; code: ErrorCode; detail: ErrorDetail; requestId: string }
