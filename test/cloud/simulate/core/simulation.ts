import { createHash } from 'node:crypto'
import type { RouteName } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import { type CallbackAnswer, payBack } from '../../../../cloudfunctions/lib/canteen/pay-back'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type { LogLine } from '../../../../cloudfunctions/lib/kernel/router/log'
import type { Documents } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Message } from '../../../../cloudfunctions/lib/notices/messenger'
import { runTick } from '../../../../cloudfunctions/lib/timer/tick'
import { collections as schema } from '../../../../config/database.json'
import { type Random, seededRandom } from '../../../../worlds/random'
import { type Collections, storedForm } from '../../../../worlds/world'
import { functions } from '../../in-process/functions'
import { type DatabaseCall, memoryStore } from '../../in-process/memory-store'
import { openPlatform } from '../../in-process/platform'
import { Tables } from '../../in-process/tables'
import type { StoreWrapper, Write } from '../../in-process/world'
import { TEST_ID_SECRET } from '../../support/id-secret'
import { Call } from './calls'
import { drawFault, type FaultRates, SKEW } from './faults'
import { Fingerprint } from './fingerprint'
import { Schedule } from './schedule'
import { Trace } from './trace'

/** Time limits of the deployed functions, ms (`cloudfunctions/<function>/config.json`). */
const LIMITS = { resident: 20_000, staff: 20_000, office: 60_000, timer: 60_000 }

/** The fault of a call is drawn among this many database calls. */
const CALLS = { resident: 12, staff: 12, office: 12, timer: 60 }

/** A violation was found. */
export class ViolationError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'))
  }
}

/** A call of a route as a phone sends it. */
export interface Sent {
  openid: string
  route: RouteName
  input: object
  requestId: string
  /** The phone sends it for the first time; the network may deliver it twice. */
  isFirst?: boolean
}

/** The answer to a call; null: no answer arrived. */
export type Answer = Reply | null

/**
 * The functions, their database and their timer in simulated time, in this process. All events are on one schedule, and every
 * random choice comes from one seed, so that the same seed gives the same run, up to the last write.
 */
export class Simulation {
  readonly random: Random
  readonly tables = new Tables(schema)
  /** The platform of payments, with which every centre has a merchant. */
  readonly platform = openPlatform(() => this.now)
  readonly trace = new Trace()
  readonly fingerprint = new Fingerprint()
  private readonly schedule = new Schedule()
  private readonly watchers: ((write: Write) => void)[] = []
  private readonly messageWatchers: ((message: Message) => void)[] = []
  private secrets = 0
  private requests = 0
  private wrong: string[] = []
  /** The current offset of the cloud's clock, ms. */
  clockStep = 0
  databaseCalls = 0
  /** Documents that refuse every write. */
  private readonly poisoned = new Set<string>()
  /** Ids whose violations are not reported: the poisoned documents and what belongs to them. */
  readonly excused = new Set<string>()
  /** People to whom no message can be sent. */
  readonly unreachable = new Set<string>()
  /** The last moment at which the timer was disturbed. */
  timerDisturbedAt = 0

  constructor(
    readonly seed: string,
    public now: number,
    public faults: FaultRates,
    private readonly wrapStore: StoreWrapper = store => store,
  ) {
    this.random = seededRandom(seed)
    this.tables.watch = (collection, before, after) => {
      this.fingerprint.add(this.now, collection, before, after)
      if (!after) return
      const write = { collection, before, after } as unknown as Write
      for (const watch of this.watchers) watch(write)
    }
  }

  /** Plans an event for a moment, epoch ms. */
  at(moment: number, run: () => void): void {
    this.schedule.plan(Math.max(moment, this.now), run)
  }

  /** Plans an event, ms from now. */
  after(ms: number, run: () => void): void {
    this.schedule.plan(this.now + ms, run)
  }

  note(line: string): void {
    this.trace.note(this.now, line)
  }

  /** Ends the simulation when there are violations. */
  fail(lines: readonly string[]): void {
    this.wrong.push(...lines)
  }

  watch(listener: (write: Write) => void): void {
    this.watchers.push(listener)
  }

  watchMessages(listener: (message: Message) => void): void {
    this.messageWatchers.push(listener)
  }

  seedWith(collections: Collections): void {
    for (const [name, documents] of Object.entries(collections)) {
      for (const document of storedForm(name, documents)) this.tables.insert(name, document)
    }
  }

  /** Returns a document as it is stored; do not change it. */
  one<Name extends keyof Documents>(collection: Name, id: string): Documents[Name] | undefined {
    return this.tables.one(collection, id) as unknown as Documents[Name] | undefined
  }

  all<Name extends keyof Documents>(collection: Name): Documents[Name][] {
    return this.tables.all(collection) as unknown as Documents[Name][]
  }

  /** Returns the documents that match a MongoDB filter; do not change them. */
  matching<Name extends keyof Documents>(collection: Name, filter: Record<string, unknown>): Documents[Name][] {
    return this.tables.matching(collection, filter) as unknown as Documents[Name][]
  }

  /** The same with a range of one field, by its index. */
  between<Name extends keyof Documents>(
    collection: Name,
    field: string,
    range: { $gt: number; $lte: number },
    where: Record<string, unknown> = {},
  ): Documents[Name][] {
    this.tables.ensureIndex(collection, field)
    if (this.tables.isEmptyBetween(collection, field, range)) return []
    return this.matching(collection, { [field]: range, $and: [where] })
  }

  /** Runs until a moment, epoch ms. Throws `ViolationError`. */
  async runUntil(moment: number): Promise<void> {
    for (;;) {
      const next = this.schedule.nextAt
      if (next === null || next > moment) break
      const entry = this.schedule.take()
      if (!entry) break
      this.now = entry.at
      entry.run()
      await yieldToEventLoop()
      if (this.wrong.length > 0) throw new ViolationError(this.wrong)
    }
    this.now = moment
  }

  /** Whether a write, or a read of a whole document, is refused because of the documents it names. */
  refuses(method: DatabaseCall['method'], ids: readonly string[]): boolean {
    if (this.poisoned.size === 0 || !(method === 'insert' || method === 'update' || method === 'remove')) return false
    return ids.some(id => this.poisoned.has(id))
  }

  /** Runs a call of a route now, on the server side of the network. */
  call({ openid, route, input, requestId, isFirst }: Sent, heard: (answer: Answer) => void): void {
    const fn = functionOf(route)
    const now = this.cloudNow()
    const errors: string[] = []
    const log = ({ error }: LogLine) => {
      if (error !== undefined) errors.push(error)
    }
    const fault = drawFault(this.random, this.faults.call, CALLS[fn])
    Call.start<Reply>(
      this,
      { name: `${route} ${requestId}`, limit: LIMITS[fn], fault },
      gate => {
        const store = this.wrapStore(memoryStore(this.tables, gate))
        const event = { route, input, requestId, ...(isFirst ? { isFirst } : {}) }
        return functions[fn](
          {
            event,
            openid,
            now,
            store,
            newSecret: this.newSecret,
            idSecret: TEST_ID_SECRET,
            payments: this.platform.port(gate),
            accountIdOf,
            checkText: async () => 'pass',
          },
          log,
        )
      },
      (answer, { disturbed, poisoned }) => {
        const code = answer === null ? 'DIED' : answer.ok ? 'OK' : answer.code
        this.note(`${route} ${requestId} of ${openid} → ${code}`)
        if (code === 'INTERNAL' && !disturbed && !poisoned && !this.isExcused(Object.values(input).map(String))) {
          this.fail([`${route} was answered INTERNAL: ${JSON.stringify(input)}`, ...errors])
        }
        heard(answer)
      },
    )
  }

  /** Runs the timer now; `ended` is called when it has ended by itself. */
  tick(fault = drawFault(this.random, this.faults.tick, CALLS.timer), ended: () => void = () => {}): void {
    const now = this.cloudNow()
    const errors: string[] = []
    const log = ({ route, error }: LogLine) => {
      if (error === undefined) return
      errors.push(`${route}: ${error}`)
      this.note(`timer ${route} failed: ${error.split('\n').slice(0, 3).join(' ')}`)
    }
    Call.start<Reply<null>>(
      this,
      { name: 'tick', limit: LIMITS.timer, fault },
      (gate, call) => {
        const store = this.wrapStore(memoryStore(this.tables, gate))
        const send = async (message: Message) => {
          await call.wait(this.random.whole(20, 120))
          return this.deliver(message, call)
        }
        const context = {
          now,
          store,
          newSecret: this.newSecret,
          idSecret: TEST_ID_SECRET,
          payments: this.platform.port(gate),
        }
        return runTick(context, send, log, () => this.now)
      },
      (answer, { disturbed, poisoned }) => {
        if (answer) ended()
        if (disturbed) this.disturbTimer()
        if (!answer?.ok && !disturbed && !poisoned && this.excused.size === 0) {
          this.fail(['a tick failed undisturbed', ...errors])
        }
      },
    )
  }

  /** The platform calls the function after a payment. */
  callback(no: string): void {
    const now = this.cloudNow()
    const errors: string[] = []
    Call.start<CallbackAnswer>(
      this,
      {
        name: `callback ${no}`,
        limit: LIMITS.resident,
        fault: drawFault(this.random, this.faults.call, CALLS.resident),
      },
      gate => {
        const store = this.wrapStore(memoryStore(this.tables, gate))
        const outside = { newSecret: this.newSecret, idSecret: TEST_ID_SECRET, payments: this.platform.port(gate) }
        return payBack({ now, store, ...outside }, { event: { outTradeNo: no }, source: '' }, ({ error }) => {
          if (error !== undefined) errors.push(error)
        })
      },
      (answer, { disturbed, poisoned }) => {
        this.note(`callback ${no} → ${answer?.errcode ?? 'DIED'}`)
        if (answer && answer.errcode !== 0 && !disturbed && !poisoned && this.excused.size === 0)
          this.fail([`the callback of ${no} failed`, ...errors])
      },
    )
  }

  /** Records a disturbance: overdue work gets its full time again. */
  disturbTimer(): void {
    this.timerDisturbedAt = this.now
  }

  /** Makes a document refuse every write; violations that name it, or any of `excused`, are not reported. */
  poison(id: string, excused: readonly string[] = []): void {
    this.poisoned.add(id)
    for (const one of [id, ...excused]) this.excused.add(one)
    this.note(`${id} is poisoned`)
  }

  isExcused(named: readonly string[]): boolean {
    return this.excused.size > 0 && named.some(one => this.excused.has(one))
  }

  newRequestId(): string {
    return `request-${this.requests++}`
  }

  private deliver(message: Message, call: Call): 'sent' {
    if (this.unreachable.has(message.openid)) {
      call.poisoned = true
      throw Object.assign(new Error('invalid openid'), { errCode: 40_003 })
    }
    if (this.random.chance(this.faults.message)) {
      call.disturbed = true
      throw Object.assign(new Error('system error'), { errCode: -1 })
    }
    for (const watch of this.messageWatchers) watch(message)
    return 'sent'
  }

  /** The time that an instance of a function reads, epoch ms. */
  private cloudNow(): number {
    return this.now + this.clockStep + this.random.whole(-SKEW, SKEW)
  }

  private readonly newSecret = (): string =>
    createHash('sha256')
      .update(`${this.seed} ${this.secrets++}`)
      .digest('hex')

      // In the letters of real ones, because some are typed by people.
      .replace(/[0189]/g, digit => 'ghij'['0189'.indexOf(digit)] ?? '')
      .slice(0, 32)
}

/** Runs everything that waits for no database call. */
function yieldToEventLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
