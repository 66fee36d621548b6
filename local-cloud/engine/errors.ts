/** Short ways to throw the engine's typed errors. */
import { EngineError } from './engine'

/** The request itself is wrong, whatever is stored. */
export function invalid(message: string): never {
  throw new EngineError('INVALID_PARAM', message)
}

/** The request is sound but what is stored cannot take it. */
export function writeFailed(message: string): never {
  throw new EngineError('WRITE_FAILED', message)
}
