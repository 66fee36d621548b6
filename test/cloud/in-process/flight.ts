import type { DatabaseCall, Gate } from './memory-store'

/** Where an instance dies, or a call of it fails: at its k-th database call, 1 for the first. */
export interface Fault {
  kind: 'before' | 'after' | 'error'
  call: number
}

interface Waiting {
  call: DatabaseCall
  resolve: (answer: unknown) => void
  reject: (error: Error) => void
}

/**
 * One function call whose database calls take place only when somebody says so: the order in which several of these
 * meet in the database is data, not luck. Between two database calls a use-case runs to its end without waiting for
 * anything else, so nothing happens that was not asked for.
 */
export class Flight<Answer = unknown> {
  private waiting: Waiting[] = []
  private made = 0
  private dead = false
  private answered: { answer: Answer } | null = null
  private failure: unknown = null

  private constructor(private readonly fault: Fault | null) {}

  static async start<Answer>(
    run: (gate: Gate) => Promise<Answer>,
    fault: Fault | null = null,
  ): Promise<Flight<Answer>> {
    const flight = new Flight<Answer>(fault)
    const gate: Gate = call =>
      new Promise((resolve, reject) => {
        if (!flight.dead) flight.waiting.push({ call, resolve, reject })
      })
    run(gate).then(
      answer => {
        flight.answered = { answer }
      },
      (error: unknown) => {
        flight.failure = error
        flight.dead = true
      },
    )
    await yieldToEventLoop()
    return flight
  }

  /** Calls that wait to be made, in the order in which they were asked for. */
  get pending(): readonly DatabaseCall[] {
    return this.waiting.map(({ call }) => call)
  }

  get isOver(): boolean {
    return this.dead || this.answered !== null
  }

  /** What it answered; null: it was killed. */
  get answer(): Answer | null {
    if (this.failure !== null) throw this.failure
    return this.answered?.answer ?? null
  }

  /** Makes one of the calls that wait, and lets the function go on to its next ones. */
  async step(which = 0): Promise<void> {
    const [next] = this.waiting.splice(which, 1)
    if (!next) throw new Error('nothing waits')
    const fault = ++this.made === this.fault?.call ? this.fault.kind : null
    if (fault === 'before') return this.kill()
    if (fault === 'error') {
      next.reject(new Error('injected failure of this call'))
    } else {
      const answer = await next.call.make()
      if (fault === 'after') return this.kill()
      next.resolve(answer)
    }
    await yieldToEventLoop()
  }

  /** Goes on until a call that fits waits to be made; throws when there is none. */
  async until(fits: (call: DatabaseCall) => boolean): Promise<void> {
    while (!this.waiting.some(({ call }) => fits(call))) {
      if (this.isOver) throw new Error('it was over before such a call')
      await this.step()
    }
  }

  /** Goes on to the end. */
  async finish(): Promise<Answer | null> {
    while (!this.isOver) await this.step()
    return this.answer
  }

  private kill(): void {
    this.dead = true
    this.waiting = []
  }
}

/** Lets everything run that waits for no database call. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/**
 * Lets several flights meet: `order` says, step by step, whose next call takes place; it is gone through again and again.
 */
export async function interleave(flights: readonly Flight[], order: readonly number[]): Promise<void> {
  for (let step = 0; ; step++) {
    const open = flights.flatMap(flight => flight.pending.map((_, which) => ({ flight, which })))
    if (open.length === 0) return
    const chosen = open[(order[step % order.length] ?? 0) % open.length]
    await chosen?.flight.step(chosen.which)
  }
}
