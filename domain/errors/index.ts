import type { BookingErrors } from './booking'
import type { CanteenErrors } from './canteen'
import type { CommonErrors } from './common'
import type { GovernanceErrors } from './governance'
import type { ParticipationErrors } from './participation'
import type { SessionErrors } from './sessions'

/**
 * Every refusal the system can give, with the facts a screen needs to explain it and suggest an alternative. `null`
 * means that the code is enough. Times are epoch ms.
 */
export interface ErrorDetails
  extends CommonErrors,
    BookingErrors,
    SessionErrors,
    CanteenErrors,
    ParticipationErrors,
    GovernanceErrors {
  /** One session of the series cannot be booked; nothing was booked. */
  SERIES_SESSION_REFUSED: { sessionId: string; startsAt: number; endsAt: number; why: Refusal }
}

export type ErrorCode = keyof ErrorDetails
export type ErrorDetail<C extends ErrorCode = ErrorCode> = ErrorDetails[C]

/** A refusal as a value: rules return it, use-cases throw it (`enforce`). */
export type Refusal = { [C in ErrorCode]: { code: C; detail: ErrorDetails[C] } }[ErrorCode]

/** Creates a refusal; the type of `detail` depends on `code`. */
export function refuse<C extends ErrorCode>(code: C, detail: ErrorDetails[C]): Refusal {
  return { code, detail } as Refusal
}

/** Codes that every route may return; contracts list only their own. */
export const COMMON_ERRORS = [
  'INVALID_INPUT',
  'TEXT_REFUSED',
  'UNKNOWN_ROUTE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BUSY',
  'TRY_LATER',
  'INTERNAL',
] as const satisfies readonly ErrorCode[]
