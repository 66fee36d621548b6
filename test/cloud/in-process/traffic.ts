import { seededRandom } from '../../../worlds/random'
import { type Flight, yieldToEventLoop } from './flight'

/** The probability that a call lets others go first once more: some calls are fast, some slow. */
const PACES = [0, 0.3, 0.6, 0.9] as const

/**
 * Flights that run at the same time. They make their database calls in a random order, as calls of several phones do; a flight
 * that is alone runs straight on.
 */
export class Traffic {
  private readonly random
  private open = 0

  constructor(seed: string) {
    this.random = seededRandom(seed)
  }

  /** Runs a call to its end; null when it was killed. */
  async land<Answer>(starting: Promise<Flight<Answer>>): Promise<Answer | null> {
    this.open++
    try {
      const flight = await starting
      const pace = this.random.pick(PACES)
      while (!flight.isOver) {
        while (this.open > 1 && this.random.chance(pace)) await yieldToEventLoop()
        await flight.step(this.open > 1 ? this.random.whole(0, flight.pending.length - 1) : 0)
      }
      return flight.answer
    } finally {
      this.open--
    }
  }
}
