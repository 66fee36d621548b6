import type { Random } from '../../../../worlds/random'
import type { DatabaseCall, Gate } from '../../in-process/memory-store'
import { type CallFault, drawLatency, type FaultRates } from './faults'

/** The environment of calls. */
export interface CallEnvironment {
  random: Random
  faults: FaultRates
  /** Number of database calls so far. */
  databaseCalls: number
  after: (ms: number, run: () => void) => void
  note: (line: string) => void
  fail: (lines: readonly string[]) => void
  /** Whether a database call is refused because of the documents that it names. */
  refuses: (method: DatabaseCall['method'], ids: readonly string[]) => boolean
}

/** A function call in simulated time. */
export class Call {
  private made = 0
  private dead = false
  /** The simulation killed the call or made one of its database calls fail. */
  disturbed = false
  /** The call met a document that refuses every write. */
  poisoned = false

  private constructor(
    private readonly around: CallEnvironment,
    private readonly fault: CallFault | null,
  ) {}

  /**
   * Starts a function. `heard` gets its answer, or null when the instance has died: by `fault`, or at its time limit, ms. Every
   * database call takes time, so that calls interleave at every step. Requests that an instance had sent before it died are
   * still carried out.
   */
  static start<Answer>(
    around: CallEnvironment,
    { name, limit, fault }: { name: string; limit: number; fault: CallFault | null },
    run: (gate: Gate, call: Call) => Promise<Answer>,
    heard: (answer: Answer | null, call: Call) => void,
  ): void {
    const call = new Call(around, fault)
    let over = false
    const end = (answer: Answer | null) => {
      if (over) return
      over = true
      call.dead = true
      heard(answer, call)
    }
    call.die = why => {
      if (over) return
      around.note(`${name} died: ${why}`)
      call.disturbed = true
      end(null)
    }
    around.after(limit, () => call.die('time limit'))
    run(databaseCall => call.pass(databaseCall), call).then(
      answer => end(answer),
      (error: unknown) => {
        if (!over) around.fail([`${name} threw: ${error instanceof Error ? error.stack : String(error)}`])
      },
    )
  }

  private die: (why: string) => void = () => {}

  /** Resolves after this long, ms; never if the function has died by then. */
  wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      this.around.after(ms, () => {
        if (!this.dead) resolve()
      })
    })
  }

  /** Runs one database call after its latency. */
  private pass({ method, collection, ids, make }: DatabaseCall): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.dead) return
      const { around, fault } = this
      const nth = ++this.made
      around.databaseCalls++
      const befallen = nth === fault?.call ? fault.kind : null
      if (befallen === 'before') return this.die(`before database call ${nth}`)
      if (befallen) this.disturbed = true
      around.after(drawLatency(around.random, around.faults.slow), () => {
        const poisoned = around.refuses(method, ids)
        this.poisoned ||= poisoned
        if (befallen === 'refused' || poisoned) {
          if (!this.dead) reject(new Error(`injected: ${method} ${collection} ${ids[0] ?? ''}`))
          return
        }
        make().then(answer => {
          if (befallen === 'after') this.die(`after database call ${nth}`)
          else if (befallen === 'unheard' && !this.dead) reject(new Error('injected: no answer'))
          else if (!this.dead) resolve(answer)
        }, reject)
      })
    })
  }
}
