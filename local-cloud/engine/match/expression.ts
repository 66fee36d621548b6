/** Aggregation expressions in filters (`$expr`), evaluated by mingo with script execution off. */
import { Query } from 'mingo'
import { EngineError } from '../engine'
import { invalid } from '../errors'
import { refuseUnsafe } from './refusals'

/** Runs mingo code and turns its errors into INVALID_PARAM. */
export function evaluateSafely<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof EngineError) throw error
    return invalid(error instanceof Error ? error.message : String(error))
  }
}

/** Compiles `$expr` into a predicate. */
export function expressionTest(expression: unknown): (document: unknown) => boolean {
  refuseUnsafe(expression)
  const query = evaluateSafely(
    () => new Query({ $expr: expression } as Record<string, unknown>, { scriptEnabled: false }),
  )
  return document => evaluateSafely(() => query.test(document as Record<string, unknown>))
}
