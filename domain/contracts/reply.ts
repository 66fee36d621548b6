import type { ErrorCode, ErrorDetail } from '../errors'

/** What a client sends to a function. */
export interface Call {
  route: string
  input: unknown
  /** Created by the client once per intention. Required for writes. */
  requestId?: string
  /**
   * Set when the client sends the request for the first time: then it cannot have been done already, and what the function knows
   * to be full may be refused at once.
   */
  isFirst?: true
}

/** The reply of every function. */
export type Reply<Output = unknown> =
  | { ok: true; data: Output; requestId: string }
  | { ok: false; code: ErrorCode; detail: ErrorDetail; requestId: string }
