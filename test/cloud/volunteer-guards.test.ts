import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, aStation } from '../../worlds/fixtures/index'
import { aShift, aVolunteer } from '../../worlds/fixtures/volunteers'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

/** Another call of the same volunteer lands between the read and the write of a sign-up. */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
let serial = 0

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    stations: [aStation()],
    accounts: [aHousehold('mum', now)],
    volunteers: [aVolunteer('mum', now)],
    shifts: [aShift(now), aShift(now, { _id: 'same-time' })],
  })
})

function call<Name extends RouteName>(route: Name, input: RouteInput<Name>) {
  return world.start('mum', route, input, { requestId: `request-${serial++}` })
}
const tick = async () => (await world.startTick()).finish()
const shift = { shiftId: 'shift-1' }
const writes = (collection: string) => (waiting: { collection: string; method: string }) =>
  waiting.collection === collection && waiting.method === 'update'

test.each([
  ['leaves the shift', () => call('volunteer.leave', shift)],
  ['erases their data', () => call('me.erase', {})],
] as const)('who %s while the place is being taken has none', async (_what, other) => {
  const taking = await call('volunteer.signUp', shift)
  await taking.until(writes('shifts'))
  await (await other()).finish()
  await taking.finish()
  for (const later of [MINUTE, 5 * MINUTE, 10 * MINUTE]) {
    world.setClock(now + later)
    await tick()
  }
  expect(await world.stored('shifts')).toMatchObject([{ taken: 0 }, { taken: 0 }])
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('of two shifts at the same time one is taken, wherever the two calls meet', async () => {
  for (let steps = 0; steps < 12; steps++) {
    const first = await call('volunteer.signUp', shift)
    for (let n = 0; n < steps && !first.isOver; n++) await first.step()
    const second = await (await call('volunteer.signUp', { shiftId: 'same-time' })).finish()
    const replies = [await first.finish(), second].map(reply => (reply?.ok ? 'OK' : reply?.code))
    expect(replies.sort()).toEqual(['OK', 'SHIFT_CLASH'])
    expect(await invariantViolations(world, world.now())).toEqual([])
    for (const shiftId of ['shift-1', 'same-time']) await (await call('volunteer.leave', { shiftId })).finish()
    world.setClock(world.now() + DAY / 1000)
  }
})
