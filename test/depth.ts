/**
 * How far random tests look. `default` keeps every theme and every control with fewer runs, so that a change is judged in
 * minutes; `deep` is for a release and for whoever looks for a fault. Set by `npm test -- --deep`.
 */
export const { TEST_DEPTH = 'default' } = process.env
const { TEST_SEED = '20260701' } = process.env
if (TEST_DEPTH !== 'default' && TEST_DEPTH !== 'deep') {
  throw new Error(`TEST_DEPTH is default or deep, not ${TEST_DEPTH}`)
}

/** What random tests start from; `TEST_SEED` is a whole number that looks elsewhere. */
export const SEED = Number.parseInt(TEST_SEED, 10)

/** How many times a random test runs. */
export function runs({ deep, byDefault }: { deep: number; byDefault: number }): number {
  return TEST_DEPTH === 'deep' ? deep : byDefault
}

/** The same as fast-check's parameters: what is found once is found again. */
export function randomRuns(times: { deep: number; byDefault: number }): { numRuns: number; seed: number } {
  return { numRuns: runs(times), seed: SEED }
}
