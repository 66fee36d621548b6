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
      fc.asyncProperty(historiesOf(theme.act), async history => {
        expect(await live(world, theme, history)).toEqual([])
      }),
      { numRuns: RUNS ?? runs, seed: SEED },
    )
  }, 600_000)
}

/** The first history that goes wrong when something is broken on purpose, and what was wrong; null: none did. */
export async function firstBreach(
  theme: Theme,
  meddler: Meddler,
  { runs, histories = historiesOf(theme.act) }: { runs: number; histories?: fc.Arbitrary<History> },
): Promise<{ nth: number; wrong: string[] } | null> {
  const world = openWorld()
  world.meddle(meddler)
  let nth = 0
  let wrong: string[] = []
  const property = fc.asyncProperty(histories, async history => {
    nth++
    wrong = await live(world, theme, history)
    return wrong.length === 0
  })
  const { failed } = await fc.check(property, { numRuns: runs, seed: 20_260_701, endOnFailure: true })
  return failed ? { nth, wrong } : null
}
