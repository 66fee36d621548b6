/**
 * What the protocol handler offers to the HTTP host: one function from a decoded request body to a reply body.
 * `createProtocol(options)` in `./create.ts` makes one.
 */
import type { Engine, Examined } from '../engine/engine'

/** JSON body of a reply. Success and failure both travel with HTTP status 200, as on the platform; `code` marks a failure. */
export type Reply = { requestId: string; seqId?: string } & (
  | { data?: Record<string, unknown>; transactionId?: string; code?: never }
  | { code: string; message: string }
)

/** One finished call, for logs, metering and tests. Never carries document contents. */
export interface CallReport {
  action: string
  collection?: string
  /** Failure code, absent on success. */
  code?: string
  examined?: Examined
}

export interface ProtocolOptions {
  engine: Engine
  /** Epoch ms; server dates are made from it. */
  now: () => number
  /** Told about every call after it was answered. */
  onCall?: (report: CallReport) => void
}

export interface Protocol {
  /** True when this handler serves the action (`database.*`); the host serves the others itself. */
  serves(action: unknown): boolean
  /** Answers one decoded JSON body. Never rejects: a malformed body is answered with a typed failure. */
  handle(body: unknown): Promise<Reply>
}
