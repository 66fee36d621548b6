import type { RouteInput, RouteName } from '@domain/contracts'
import { routes } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import { HOUR, MINUTE } from '@domain/time'
import { WRITE_PAUSES } from '../../../../src/cloud/pauses'
import type { Sent, Simulation } from '../core/simulation'

/** How long the app waits for an answer, ms. */
const PATIENCE = 12_000

/** Called once with the answer of a call. */
export type Listener = (reply: Reply) => void

/**
 * A phone: the network between it and the cloud, a clock that may be wrong, and a person who presses a button again when no
 * answer arrived.
 */
export class Phone {
  /** No network until this moment, epoch ms. */
  offlineUntil = 0

  constructor(
    protected readonly simulation: Simulation,
    readonly openid: string,
    /** The error of its clock, ms. */
    readonly clockError: number,
    private readonly onCall: (sent: Sent, reply: Reply | null) => void,
  ) {}

  get isOnline(): boolean {
    return this.simulation.now >= this.offlineUntil
  }

  /** The time that this phone reads, epoch ms. */
  get clock(): number {
    return this.simulation.now + this.simulation.clockStep + this.clockError
  }

  /** Presses a button; does nothing without a network, because the person does not try again later. */
  press<Name extends RouteName>(route: Name, input: RouteInput<Name>, heard: Listener = () => {}): void {
    const { simulation } = this
    if (!this.isOnline) return
    const requestId = simulation.newRequestId()
    const sent: Sent = { openid: this.openid, route, input: input as object, requestId, isFirst: true }
    this.onCall(sent, null)
    let answered = false
    const once = (reply: Reply) => {
      if (answered) return
      answered = true
      this.onCall(sent, reply)
      heard(reply)
    }
    this.send(sent, WRITE_PAUSES, once)
    if (routes[route].effect === 'write' && simulation.random.chance(simulation.faults.twice)) {
      // The network delivers the request twice, at once or hours later.
      const late = simulation.random.chance(0.2)
        ? simulation.random.whole(0, 3 * HOUR)
        : simulation.random.whole(0, 3000)
      simulation.after(late, () => simulation.call(sent, () => {}))
    }
  }

  private send(sent: Sent, repeats: readonly number[], heard: Listener): void {
    const { simulation } = this
    const { random } = simulation
    const again = { ...sent, isFirst: false }
    let over = false
    const unsure = () => {
      if (over) return
      over = true
      const [pause, ...rest] = repeats
      if (pause !== undefined) simulation.after(pause, () => this.send(again, rest, heard))
      // The person presses the same button again: the same intent.
      else if (random.chance(0.5)) simulation.after(random.whole(3000, 8 * MINUTE), () => this.send(again, [], heard))
    }
    if (!this.isOnline) {
      unsure()
      return
    }
    simulation.after(PATIENCE, unsure)
    simulation.after(random.whole(20, 250), () =>
      simulation.call(sent, reply => {
        if (reply === null || random.chance(simulation.faults.lost)) return
        simulation.after(random.whole(20, 250), () => {
          if (!reply.ok && (reply.code === 'INTERNAL' || reply.code === 'BUSY')) return unsure()
          over = true
          heard(reply)
        })
      }),
    )
  }
}
