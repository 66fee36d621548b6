import type { ErrorCode, ErrorDetails, Refusal } from '@domain/errors'

/** The one error that use-cases throw: a refusal that reaches the client as it is. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  constructor(
    readonly code: C,
    readonly detail: ErrorDetails[C],
  ) {
    super(code)
    this.name = 'AppError'
  }
}

/** Throws a rule's refusal; does nothing without one. */
export function enforce(refusal: Refusal | null): void {
  if (refusal) throw new AppError(refusal.code, refusal.detail)
}

/** The value, or a refusal when there is none. */
export function requireFound<
  T,
  C extends 'CENTRE_NOT_FOUND' | 'OFFERING_NOT_FOUND' | 'SESSION_NOT_FOUND' | 'BOOKING_NOT_FOUND' | 'STATION_NOT_FOUND',
>(value: T | null | undefined, code: C): T {
  if (value === null || value === undefined) throw new AppError(code, null as ErrorDetails[C])
  return value
}
