import { HostError } from './errors'

/** Test switches. */
export interface Switches {
  /** Extra time per database call in ms, half before and half after it takes effect, as a network would add. */
  latencyMs: number
  /** Shift in ms of the clock that functions, the engine and timers' event times see. */
  clockOffsetMs: number
}

/** At the `call`-th database call (1 = first) of an invocation: kill the instance before or after it took effect, or fail it. */
export interface Fault {
  kind: 'before' | 'after' | 'error'
  call: number
}

/** Reads `before:K`, `after:K` or `error:K`. */
export function parseFault(text: string): Fault {
  const match = /^(before|after|error):([1-9]\d{0,3})$/.exec(text)
  if (!match) throw new HostError('BAD_REQUEST', 'x-test-fault must be before:K, after:K or error:K with K from 1.')
  return { kind: match[1] as Fault['kind'], call: Number(match[2]) }
}

const LIMITS: Record<keyof Switches, [min: number, max: number]> = {
  latencyMs: [0, 60_000],
  clockOffsetMs: [-4e12, 4e12],
}

/** Merges a change into the switches; an unknown key or a number out of range is a `BAD_REQUEST`. */
export function changeSwitches(current: Switches, change: Record<string, unknown>): Switches {
  const next = { ...current }
  for (const [key, value] of Object.entries(change)) {
    if (!Object.hasOwn(LIMITS, key)) throw new HostError('BAD_REQUEST', `Unknown switch: ${key}.`)
    const name = key as keyof Switches
    const [min, max] = LIMITS[name]
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      throw new HostError('BAD_REQUEST', `${name} must be a number from ${min} to ${max}.`)
    }
    next[name] = value
  }
  return next
}
