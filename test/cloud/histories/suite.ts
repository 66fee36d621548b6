import { randomRuns } from '../../depth'
import fc from '../../random'
import { openWorld, type StoreWrapper } from '../in-process/world'
import { type History, historiesOf } from './history'
import { runHistory } from './run-history'
import type { Theme } from './themes/theme'

/** `HISTORIES` sets the number of histories. */
const { HISTORIES } = process.env

/**
 * Runs random histories of a theme, a twentieth of `deep` by default; every one must keep every invariant. A failure prints the
 * seed and path that replay it.
 */
export function historySuite(theme: Theme, deep: number): void {
  const parameters = randomRuns({ deep, byDefault: Math.ceil(deep / 20) })
  const numRuns = HISTORIES === undefined ? parameters.numRuns : Number(HISTORIES)
  test(`${theme.name}: ${numRuns} random histories keep every invariant`, async () => {
    const world = openWorld()
    await fc.assert(
      fc.asyncProperty(historiesOf(theme), async history => {
        expect(await runHistory(world, theme, history)).toEqual([])
      }),
      { ...parameters, numRuns },
    )
  }, 600_000)
}

/** Returns the violations of the first history that fails on this store; empty when this many pass. */
export async function firstViolation(
  theme: Theme,
  wrapStore: StoreWrapper,
  runs: number,
  histories: fc.Arbitrary<History> = historiesOf(theme),
): Promise<string[]> {
  const world = openWorld()
  world.wrapStore(wrapStore)
  let wrong: string[] = []
  const property = fc.asyncProperty(histories, async history => {
    wrong = await runHistory(world, theme, history)
    return wrong.length === 0
  })
  await fc.check(property, { numRuns: runs, seed: 20_260_701, endOnFailure: true })
  return wrong
}
