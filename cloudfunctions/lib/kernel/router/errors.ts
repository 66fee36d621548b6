import type { ErrorCode, ErrorDetails, Refusal } from '@domain/errors'

/** The only error that use-cases throw: a refusal that is sent to the client. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  constructor(
    readonly code: C,
    readonly detail: ErrorDetails[C],
  ) {
    super(code)
    this.name = 'AppError'
  }
}

/** Throws the refusal as an AppError; does nothing for null. */
export function enforce(refusal: Refusal | null): void {
  if (refusal) throw new AppError(refusal.code, refusal.detail)
}

/** A refusal because there is no such thing. */
export type NotFound = Extract<ErrorCode, `${string}_NOT_FOUND`>

/** Returns the value; throws `code` when it is null or undefined. */
export function requireFound<T, C extends NotFound>(value: T | null | undefined, code: C): T {
  if (value === null || value === undefined) throw new AppError(code, null as ErrorDetails[C])
  return value
}

/** Returns the document if it belongs to this centre; throws `code` when it belongs to another one or is missing. */
export function requireAtCentre<T extends { centreId: string }, C extends NotFound>(
  document: T | null | undefined,
  centreId: string,
  code: C,
): T {
  return requireFound(document?.centreId === centreId ? document : null, code)
}
