/**
 * Interface of the protocol handler: it maps a decoded request body to a reply body.
 * `createProtocol(options)` in `./create.ts` creates one.
 */
import type { Engine, Examined } from '../engine/engine'

/** JSON body of a reply. As on the platform the HTTP status is always 200; `code` marks a failure. */
export type Reply = { requestId: string; seqId?: string } & (
  | { data?: unknown; transactionId?: string; code?: never }
  | { code: string; message: string }
)

/** One finished call, for logs, metering and tests. Contains no document contents. */
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
  /** Called after every call. */
  onCall?: (report: CallReport) => void
}

export interface Protocol {
  /** True when this handler serves the action (`database.*`); the host serves all others. */
  serves(action: unknown): boolean
  /** Handles one decoded JSON body. Never rejects: a malformed body gets a failure reply. */
  handle(body: unknown): Promise<Reply>
}
