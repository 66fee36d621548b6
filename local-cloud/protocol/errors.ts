/** Failures with the platform's codes, and the engine's failures told in its words. */
import { EngineError, type EngineErrorCode } from '../engine/engine'

/** Codes that an SDK may meet in a reply. */
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

/** How the platform words each failure of the engine. Duplicate keys have no code of their own there: E11000 in the text tells. */
const TO_PLATFORM: Record<EngineErrorCode, (message: string) => ProtocolError> = {
  COLLECTION_NOT_EXIST: () =>
    new ProtocolError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist. ${ADVICE}`),
  COLLECTION_EXISTS: () =>
    new ProtocolError('DATABASE_COLLECTION_ALREADY_EXIST', `[ResourceInUse] Table exist. ${ADVICE}`),
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
  INVALID_PARAM: message => new ProtocolError('INVALID_PARAM', `[InvalidParameter] ${message}`),
  IN_USE: message => new ProtocolError('SYS_ERR', message),
}

/** Any thrown value as a typed failure; what is not understood becomes SYS_ERR without its details. */
export function toFailure(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error
  if (error instanceof EngineError) return TO_PLATFORM[error.code](error.message)
  return new ProtocolError('SYS_ERR', 'system error')
}
