/** Failures with the platform's codes, and how the engine's errors map to them. */
import { EngineError, type EngineErrorCode } from '../engine/engine'

/** Codes that a reply may carry. */
export type FailureCode =
  | 'INVALID_PARAM'
  | 'INVALID_ACTION'
  | 'SYS_ERR'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'

export class ProtocolError extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message)
  }
}

const ADVICE = 'Please check your request, but if the problem persists, contact us.'

/** The platform's code and text for each engine error. Duplicate keys have no code of their own: the text contains E11000. */
const TO_PLATFORM: Record<EngineErrorCode, (message: string) => ProtocolError> = {
  COLLECTION_NOT_EXIST: () =>
    new ProtocolError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist. ${ADVICE}`),
  COLLECTION_EXISTS: () =>
    new ProtocolError(
      'DATABASE_COLLECTION_ALREADY_EXIST',
      `[ResourceUnavailable.ResourceExist] Table exist. ${ADVICE}`,
    ),
  DUPLICATE_KEY: message =>
    new ProtocolError(
      'DATABASE_REQUEST_FAILED',
      `[FailedOperation] multiple write errors: [{write errors: [{${message}}]}, {<nil>}]`,
    ),
  WRITE_FAILED: message =>
    new ProtocolError(
      'DATABASE_REQUEST_FAILED',
      `[FailedOperation] multiple write errors: [{write errors: [{${message}}]}, {<nil>}]`,
    ),
  TRANSACTION_CONFLICT: message =>
    new ProtocolError(
      'DATABASE_TRANSACTION_CONFLICT',
      `[ResourceUnavailable.TransactionConflict] ${message}. ${ADVICE}`,
    ),
  TRANSACTION_NOT_EXIST: message =>
    new ProtocolError('DATABASE_TRANSACTION_FAIL', `[ResourceUnavailable.TransactionNotExist] ${message}. ${ADVICE}`),
  REFUSED: message => new ProtocolError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`),
  IN_USE: message => new ProtocolError('SYS_ERR', message),
  CANNOT_WRITE: message => new ProtocolError('SYS_ERR', message),
  DAMAGED: message => new ProtocolError('SYS_ERR', message),
}

/** Converts any thrown value; an unknown error becomes SYS_ERR without details. */
export function toFailure(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error
  if (error instanceof EngineError) return TO_PLATFORM[error.code](error.message)
  return new ProtocolError('SYS_ERR', 'system error')
}
