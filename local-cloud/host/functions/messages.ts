/** Messages between the host and a function instance. */

export type HostMessage =
  | {
      type: 'invoke'
      id: string
      /** The event as JSON text, so that the instance gets a fresh object. */
      event: string
      /** Identity and trigger of this one invocation. */
      env: Record<string, string>
      context: FunctionContext
    }
  | { type: 'clock'; offsetMs: number }

export type InstanceMessage =
  | { type: 'ready'; loadMs: number }
  | { type: 'load-failed'; detail: string; missing?: string }
  | { type: 'result'; id: string; json: string }
  | { type: 'failed'; id: string; reason: 'threw' | 'result'; detail: string }

/** The second argument of `main`, with the platform's own key names. */
export interface FunctionContext {
  request_id: string
  function_name: string
  function_version: string
  namespace: string
  memory_limit_in_mb: number
  time_limit_in_ms: number
  /** JSON text of the invocation's environment, which node-sdk's `parseContext` reads. */
  environment: string
}
