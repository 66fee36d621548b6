import fc from 'fast-check'
import { randomRuns } from '../../depth'
import { openWorld, type StoreWrapper } from '../in-process/world'
import { type History, historiesOf } from './history'
import { runHistory } from './run-history'
import type { Theme } from './themes/theme'

/** `HISTORIES` looks further. */
const { HISTORIES } = process.env

/**
 * Lives random histories of a theme, a fifth of them by default; every one of them must keep every invariant. One is
 * replayed by its seed and path, which a failure prints.
 */
export function historySuite(theme: Theme, deep: number): void {
  const parameters = randomRuns({ deep, byDefault: deep / 5 })
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

/** What was wrong in the first history that went wrong with this store; nothing when so many went well. */
export async function firstViolation(
  theme: Theme,
  meddler: StoreWrapper,
  runs: number,
  histories: fc.Arbitrary<History> = historiesOf(theme),
): Promise<string[]> {
  const world = openWorld()
  world.wrapStore(meddler)
  let wrong: string[] = []
  const property = fc.asyncProperty(histories, async history => {
    wrong = await runHistory(world, theme, history)
    return wrong.length === 0
  })
  await fc.check(property, { numRuns: runs, seed: 20_260_701, endOnFailure: true })
  return wrong
}
