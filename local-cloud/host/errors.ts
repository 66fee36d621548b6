/** Failures of the host, with their HTTP status. A function's own result is never converted into one. */
const STATUS = {
  BAD_REQUEST: 400,
  OPENID_REQUIRED: 401,
  FORBIDDEN_HOST: 403,
  FORBIDDEN_ORIGIN: 403,
  NOT_FOUND: 404,
  FUNCTION_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  FUNCTION_FAILED: 500,
  FUNCTION_LOAD_FAILED: 500,
  FUNCTION_RESULT_INVALID: 500,
  INTERNAL: 500,
  FUNCTION_CRASHED: 502,
  TOO_BUSY: 503,
  CANNOT_WRITE: 503,
  FUNCTION_TIME_LIMIT: 504,
} as const

export type HostErrorCode = keyof typeof STATUS

/** A failure with a stable code; `message` is an English sentence that is safe to show to the caller. */
export class HostError extends Error {
  readonly status: number

  constructor(
    readonly code: HostErrorCode,
    message: string,
    /** What another function may know that called: the error that was thrown, for example. Clients do not get it. */
    readonly detail?: string,
  ) {
    super(message)
    this.name = 'HostError'
    this.status = STATUS[code]
  }
}

/** The cloud cannot start; `message` is one sentence for the terminal. */
export class StartError extends Error {
  constructor(
    readonly code: 'PORT_IN_USE' | 'DATA_DIR_IN_USE' | 'DATA_DAMAGED' | 'CANNOT_LISTEN' | 'FUNCTION_CONFIG_INVALID',
    message: string,
  ) {
    super(message)
    this.name = 'StartError'
  }
}
