import { crashPoints } from './points'

/** The crash points that are counted in a run of so many calls, and the calls after which it crashed. */
async function crashesIn(calls: number) {
  const after: number[] = []
  const points = await crashPoints(100, async ({ kind, call }) => {
    if (kind === 'after' && call <= calls) after.push(call)
    return call <= calls
  })
  return { points, after }
}

test('a run of any length has crash points at its first six calls and at its last, and every call is counted', async () => {
  for (let calls = 1; calls <= 80; calls++) {
    const { points, after } = await crashesIn(calls)
    expect(points).toBe(2 * calls)
    expect(after).toEqual(expect.arrayContaining([...Array(Math.min(calls, 6)).keys()].map(n => n + 1)))
    expect(after).toContain(calls)
    expect(new Set(after).size).toBe(after.length)
    // No stretch of a run is left out.
    const steps = [...after].sort((a, b) => a - b).map((call, n, all) => call - (all[n - 1] ?? 0))
    expect(Math.max(...steps)).toBeLessThanOrEqual(5)
  }
})

test('a run without calls has no points, one that never ends is an error', async () => {
  expect(await crashesIn(0)).toEqual({ points: 0, after: [] })
  await expect(crashPoints(10, async () => true)).rejects.toThrow('more than 10 database calls')
})
