/** Helpers that throw the engine's typed errors. */
import { EngineError } from './engine'

/** The database refuses the request: it is malformed, not supported, or an expression in it failed. */
export function refuse(message: string): never {
  throw new EngineError('REFUSED', message)
}

/** The request is valid but cannot be applied to what is stored. */
export function writeFailed(message: string): never {
  throw new EngineError('WRITE_FAILED', message)
}
