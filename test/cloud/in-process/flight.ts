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
 * One function call whose database calls run only when the test says so: the order in which several calls meet in the database
 * is data, not chance. Between two database calls a use-case waits for nothing else, so nothing runs that the test did not
 * start.
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

  /** Database calls that wait to run, in the order in which they were requested. */
  get pending(): readonly DatabaseCall[] {
    return this.waiting.map(({ call }) => call)
  }

  get isOver(): boolean {
    return this.dead || this.answered !== null
  }

  /** The answer of the function; null: it was killed. */
  get answer(): Answer | null {
    if (this.failure !== null) throw this.failure
    return this.answered?.answer ?? null
  }

  /** Runs one of the waiting calls, and the function up to its next ones. */
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

  /** Runs until a matching call waits; throws when there is none. */
  async until(fits: (call: DatabaseCall) => boolean): Promise<void> {
    while (!this.waiting.some(({ call }) => fits(call))) {
      if (this.isOver) throw new Error('it was over before such a call')
      await this.step()
    }
  }

  /** Runs to the end. */
  async finish(): Promise<Answer | null> {
    while (!this.isOver) await this.step()
    return this.answer
  }

  private kill(): void {
    this.dead = true
    this.waiting = []
  }
}

/** Runs everything that waits for no database call. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** Runs several flights together: `order` says, step by step, whose next database call runs; it repeats cyclically. */
export async function interleave(flights: readonly Flight[], order: readonly number[]): Promise<void> {
  for (let step = 0; ; step++) {
    const open = flights.flatMap(flight => flight.pending.map((_, which) => ({ flight, which })))
    if (open.length === 0) return
    const chosen = open[(order[step % order.length] ?? 0) % open.length]
    await chosen?.flight.step(chosen.which)
  }
}
