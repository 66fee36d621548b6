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

type NotFound = Extract<ErrorCode, `${string}_NOT_FOUND`>

/** The value, or a refusal when there is none. */
export function requireFound<T, C extends NotFound>(value: T | null | undefined, code: C): T {
  if (value === null || value === undefined) throw new AppError(code, null as ErrorDetails[C])
  return value
}

/** What staff of this centre asked for; another centre's is not found, and neither is what is not there. */
export function requireAtCentre<T extends { centreId: string }, C extends NotFound>(
  document: T | null | undefined,
  centreId: string,
  code: C,
): T {
  return requireFound(document?.centreId === centreId ? document : null, code)
}
