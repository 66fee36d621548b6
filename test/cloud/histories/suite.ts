import fc from 'fast-check'
import { type Meddler, openWorld } from '../in-process/world'
import { type History, historiesOf } from './history'
import { live } from './live'
import type { Theme } from './themes/theme'

/** A history is replayed by its seed and path, which a failure prints; `HISTORY_SEED` and `HISTORIES` look further. */
const SEED = Number(process.env.HISTORY_SEED ?? 20_260_701)
const RUNS = process.env.HISTORIES === undefined ? null : Number(process.env.HISTORIES)

/** Lives random histories of a theme; every one of them must keep every invariant. */
export function historySuite(theme: Theme, runs: number): void {
  test(`${theme.name}: ${runs} random histories keep every invariant`, async () => {
    const world = openWorld()
    await fc.assert(
      fc.asyncProperty(historiesOf(theme), async history => {
        expect(await live(world, theme, history)).toEqual([])
      }),
      { numRuns: RUNS ?? runs, seed: SEED },
    )
  }, 600_000)
}

/** What was wrong in the first history that went wrong with this store; nothing when so many went well. */
export async function firstBreach(
  theme: Theme,
  meddler: Meddler,
  runs: number,
  histories: fc.Arbitrary<History> = historiesOf(theme),
): Promise<string[]> {
  const world = openWorld()
  world.meddle(meddler)
  let wrong: string[] = []
  const property = fc.asyncProperty(histories, async history => {
    wrong = await live(world, theme, history)
    return wrong.length === 0
  })
  await fc.check(property, { numRuns: runs, seed: 20_260_701, endOnFailure: true })
  return wrong
}
