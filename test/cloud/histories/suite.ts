import fc from 'fast-check'
import { type Meddler, openWorld, type World } from '../in-process/world'
import { type History, histories } from './history'
import { live } from './live'

/** A history is replayed by its seed and path, which a failure prints; `HISTORY_SEED` and `HISTORIES` look further. */
const SEED = Number(process.env.HISTORY_SEED ?? 20_260_701)
const RUNS = process.env.HISTORIES === undefined ? null : Number(process.env.HISTORIES)

/** Lives random histories; every one of them must keep every invariant. */
export function historySuite(part: number, runs: number): void {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  test(`${runs} random histories keep every invariant`, async () => {
    await fc.assert(
      fc.asyncProperty(histories, async history => {
        expect(await live(world, history)).toEqual([])
      }),
      { numRuns: RUNS ?? runs, seed: SEED + part },
    )
  }, 600_000)
}

/** The first history that goes wrong when something is broken on purpose, and what was wrong; null: none did. */
export async function firstBreach(meddler: Meddler, runs: number): Promise<string[] | null> {
  const world = await openWorld()
  try {
    world.meddle(meddler)
    let wrong: string[] = []
    const property = fc.asyncProperty(histories, async (history: History) => {
      wrong = await live(world, history)
      return wrong.length === 0
    })
    const { failed } = await fc.check(property, { numRuns: runs, seed: SEED, endOnFailure: true })
    return failed ? wrong : null
  } finally {
    await world.close()
  }
}
