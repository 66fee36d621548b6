import { KEEP } from '@domain/privacy/keep'
import { aCentre, CENTRE } from '../../../worlds/fixtures/index'
import { openWorld } from '../in-process/world'

/** At the end of their period, closes of the till keep their sums and lose who counted. */

const START = Date.parse('2026-07-01T02:00:00Z')
const COUNTED = START - KEEP.act - 1
const close = {
  _id: `${CENTRE}-1`,
  centreId: CENTRE,
  n: 1,
  date: '2025-07-01',
  at: COUNTED,
  by: 'first-cashier',
  rows: [],
  earlier: [],
  sums: {},
  expected: 800,
  counted: 700,
  reason: '少了一张',
  confirmed: { by: 'second-cashier', at: COUNTED + 1, requestId: 'the-second' },
  requestId: 'the-first',
  forgottenAt: null,
}
const world = openWorld()

/** The close after a tick that dies at a call, if there is a fault, and the next one. */
async function afterTicks(fault: Parameters<typeof world.startTick>[0]) {
  world.reset()
  world.setClock(START)
  await world.seed({ centres: [aCentre()], tillcloses: [close] })
  const died = (await (await world.startTick(fault)).finish()) === null
  world.setClock(START + 3 * 60_000)
  await (await world.startTick()).finish()
  const [stored] = await world.stored('tillcloses')
  return { died, stored }
}

test('who counted and who confirmed is forgotten, also when the tick dies at any of its calls; when is not', async () => {
  let points = 0
  for (const kind of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const { died, stored } = await afterTicks({ kind, call })
      expect(stored).toMatchObject({
        by: '',
        requestId: '',
        counted: 700,
        confirmed: { by: '', requestId: '', at: COUNTED + 1 },
      })
      if (!died) break
      points++
    }
  }
  expect(points).toBeGreaterThan(4)
})
