import type { GenericSchema } from 'valibot'
import type { ErrorCode } from '../errors'

export type Role = 'staff' | 'manager'

/** Type-only carrier of a route's output. */
declare const OUTPUT: unique symbol

/** One route: one name on both sides; what goes in, what comes out, what it may refuse with, who may call it. */
export interface RouteSpec<
  Input extends GenericSchema = GenericSchema,
  Output = unknown,
  Code extends ErrorCode = ErrorCode,
> {
  /** A write needs a request id and is idempotent under it. */
  readonly effect: 'read' | 'write'
  /** The least role the caller needs at the centre that the input names. Only, and always, on staff routes. */
  readonly role?: Role
  readonly input: Input
  /** Its own refusals, besides `COMMON_ERRORS`. */
  readonly errors: readonly Code[]
  readonly [OUTPUT]?: Output
}

/** Declares a route: `route<Output>()({ … })`; the rest is inferred. */
export function route<Output>() {
  return <const Input extends GenericSchema, const Code extends ErrorCode>(
    spec: Omit<RouteSpec<Input, Output, Code>, typeof OUTPUT>,
  ): RouteSpec<Input, Output, Code> => spec
}
