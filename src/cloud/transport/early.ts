interface Early {
  body: string
  answer: Promise<Response>
  /** Epoch ms. */
  sentAt: number
}

/** What `src/index.html` asked before the scripts were there, once, to whoever asks the same; otherwise null. */
export function earlyAnswer(body: string): Early | null {
  const world = window as { nfEarly?: Early }
  const { nfEarly } = world
  if (nfEarly?.body !== body) return null
  delete world.nfEarly
  return nfEarly
}
