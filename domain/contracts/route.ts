import type { GenericSchema } from 'valibot'
import type { ErrorCode } from '../errors'
import type { TryLimit } from '../tries'

/** Type-only carrier of a route's output. */
declare const OUTPUT: unique symbol

/** One route, shared by client and server: input, output and refusals. Who may call it: `domain/office/access.ts`. */
export interface RouteSpec<
  Input extends GenericSchema = GenericSchema,
  Output = unknown,
  Code extends ErrorCode = ErrorCode,
> {
  /** A write needs a request id and is idempotent under it. */
  readonly effect: 'read' | 'write'
  readonly input: Input
  /** The route's own refusals, besides `COMMON_ERRORS`. */
  readonly errors: readonly Code[]
  /** Bounds how often a person may be wrong. `of`: for which inputs; absent: for all. */
  readonly tries?: { limit: TryLimit; of?: (input: Readonly<Record<string, unknown>>) => boolean }
  readonly [OUTPUT]?: Output
}

/** Declares a route: `route<Output>()({ … })`; all other types are inferred. */
export function route<Output>() {
  return <const Input extends GenericSchema, const Code extends ErrorCode>(
    spec: Omit<RouteSpec<Input, Output, Code>, typeof OUTPUT>,
  ): RouteSpec<Input, Output, Code> => spec
}
