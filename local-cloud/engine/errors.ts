/** Helpers that throw the engine's typed errors. */
import { EngineError } from './engine'

/** The request is invalid, whatever is stored. */
export function invalid(message: string): never {
  throw new EngineError('INVALID_PARAM', message)
}

/** The request is valid but cannot be applied to what is stored. */
export function writeFailed(message: string): never {
  throw new EngineError('WRITE_FAILED', message)
}
