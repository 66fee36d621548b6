import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, aStaff, aStation, CENTRE, STATION } from '../../worlds/fixtures/index'
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
    staff: [aStaff('manager', { role: 'manager' })],
    shifts: [aShift(now), aShift(now, { _id: 'same-time' })],
  })
})

function call<Name extends RouteName>(route: Name, input: RouteInput<Name>) {
  return world.start('mum', route, input, { requestId: `request-${serial++}` })
}
const tick = async () => (await world.startTick()).finish()
const shift = { shiftId: 'shift-1' }
/** Moves the shift, as a manager who has just read it. */
async function move(by: number): Promise<string> {
  const [stored] = await world.stored('shifts', { _id: 'shift-1' })
  const { startsAt, endsAt, subject, title, words, skill, places, revision } = stored ?? aShift(now)
  const moving = await world.start(
    'manager',
    'office.saveShift',
    {
      ...{ centreId: CENTRE, ...shift, revision, kind: subject.kind, subjectId: STATION, title, words, skill, places },
      ...{ startsAt: startsAt + by, endsAt: endsAt + by, guideId: accountIdOf('manager') },
    },
    { requestId: `request-move-${revision}` },
  )
  const reply = await moving.finish()
  return reply?.ok ? 'OK' : (reply?.code ?? 'died')
}
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

test.each([0, 1, 2, 3, 4, 5, 6])(
  'nobody is in a shift at other times than those of their record: moved after %i steps',
  async steps => {
    const taking = await call('volunteer.signUp', shift)
    for (let n = 0; n < steps && !taking.isOver; n++) await taking.step()
    expect(await move(5 * HOUR)).toBe('OK')
    const reply = await taking.finish()
    const [own] = (await world.stored('volunteers')).map(({ shifts }) => shifts['shift-1'])
    const [moved] = await world.stored('shifts', { _id: 'shift-1' })
    expect(reply?.ok).toBe(moved?.taken === 1)
    expect(own?.startsAt).toBe(moved?.taken === 1 ? moved.startsAt : undefined)
    expect(await invariantViolations(world, world.now())).toEqual([])
  },
)

test('a sign-up that was refused is refused again when the phone sends it again', async () => {
  await world.change('shifts', 'shift-1', { places: 0 })
  for (const _n of [1, 2]) {
    const again = await world.start('mum', 'volunteer.signUp', shift, { requestId: 'request-again' })
    expect(await again.finish()).toMatchObject({ ok: false, code: 'SHIFT_FULL' })
  }
})

test('a shift in which somebody serves is not cancelled, so that no hours are lost', async () => {
  await (await call('volunteer.signUp', shift)).finish()
  const own = (await world.stored('shifts', { _id: 'shift-1' }))[0]?.people ?? {}
  const people = Object.fromEntries(
    Object.entries(own).map(([key, person]) => [key, { ...person, in: { at: now, by: '', requestId: '' } }]),
  )
  await world.change('shifts', 'shift-1', { people })
  const cancelling = await world.start(
    'manager',
    'office.cancelShift',
    { centreId: CENTRE, ...shift },
    { requestId: 'request-cancel' },
  )
  expect(await cancelling.finish()).toMatchObject({ ok: false, code: 'SHIFT_CLOSED', detail: { why: 'begun' } })
})

test.each([
  ['+86 138-0000-5566', '13800005566'],
  ['１３８ ００００ ５５６６', '13800005566'],
  ['0877-2012345', '08772012345'],
  ['', ''],
  ['1380000', '1380000'],
  ['没有', null],
  ['123', null],
  ['12345678901234', null],
])('a telephone number typed as %j is kept as %j', async (phone, kept) => {
  const saving = await call('volunteer.save', { name: '王小红', phone, skills: [] })
  const reply = await saving.finish()
  expect(reply?.ok ? reply.data.profile?.phone : null).toBe(kept)
})

test('of a shift that was moved to another day people are asked again a day before it', async () => {
  const { startsAt } = aShift(now)
  const asked = async () => {
    const [own] = Object.values((await world.stored('shifts', { _id: 'shift-1' }))[0]?.people ?? {})
    const reply = await (await call('volunteer.shift', shift)).finish()
    return [own?.confirmedAt ?? null, reply?.ok ? reply.data.shift.own?.asked : null]
  }
  world.setClock(startsAt - HOUR)
  await tick()
  expect(await move(5 * DAY)).toBe('OK')
  await (await call('volunteer.signUp', shift)).finish()
  expect(await asked()).toEqual([null, false])
  world.setClock(startsAt + 4 * DAY + MINUTE)
  await tick()
  expect(await asked()).toEqual([null, true])
})
