import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../worlds/random'
import { SEED } from './depth'

/**
 * How long the network of the app's phones may take each way, ms; 0: as long as it takes. With it, a test fails that goes
 * on before the screen says that a write is done. `TEST_SEED` chooses other times.
 */
const MOST_MS = Number(process.env.TEST_LATENCY ?? 0)

/** Whether calls are delayed. */
export const IS_SLOW = MOST_MS > 0

/** The network of the phones of one test file; its times are the same at every run with one seed. */
export function slowNetwork() {
  const random = seededRandom(`latency ${SEED}`)
  const wait = async (shortest: number, longest: number) => {
    if (IS_SLOW) await pause(random.whole(Math.floor(shortest), Math.floor(longest)))
  }
  return {
    /** The way to the cloud. Any later read overtakes a write, as it may on another phone. */
    there: (event: unknown) =>
      Object(event).requestId === undefined ? wait(0, MOST_MS / 2) : wait(MOST_MS / 2, MOST_MS),
    back: () => wait(0, MOST_MS),
  }
}
