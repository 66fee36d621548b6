import type { Call, Reply } from '@domain/contracts/reply'

type Listener = (call: Call, reply: Reply) => void

const listeners = new Set<Listener>()

/** Tells of every answer of the cloud, refusals included, until the app is closed. */
export function onAnswer(listener: Listener): void {
  listeners.add(listener)
}

/** Reports an answer to all listeners. */
export function tellAnswer(call: Call, reply: Reply): void {
  for (const listener of listeners) listener(call, reply)
}
