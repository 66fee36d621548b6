const PAUSE_MS = 15
const LIMIT_MS = 90_000

/** Polls until `probe` returns a truthy value, and returns it. Fails after 90 s with the text of `show`. */
export async function until<Value>(
  what: string,
  probe: () => Value | Promise<Value>,
  show: () => string = () => '',
): Promise<Exclude<Value, null | undefined | false>> {
  const limit = Date.now() + LIMIT_MS
  for (;;) {
    const value = await probe()
    if (value) return value as Exclude<Value, null | undefined | false>
    if (Date.now() > limit) throw new Error(`Waited in vain for ${what}. ${show()}`)
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
}
