import type { RouteInput, RouteName } from '@domain/contracts'
import { MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import type { DatabaseCall } from '../in-process/memory-store'
import { openWorld } from '../in-process/world'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { classForm, dateIn, timeIn } from './support'

/** A centre is closed for a day while somebody else brings a session to that day. */

const now = cloudNow()
const DAY_AHEAD = 3
const CLOSED = { centreId: CENTRE, from: dateIn(DAY_AHEAD), to: dateIn(DAY_AHEAD), reason: '停电' }
const TIMES = { startsAt: timeIn(DAY_AHEAD, '14:30'), endsAt: timeIn(DAY_AHEAD, '16:00') }
const MOVE = { centreId: CENTRE, sessionId: 'calligraphy-1', ...TIMES, reason: '停电' }

const world = openWorld()
let serial = 0
beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('planner', { duties: ['timetable'] }), aStaff('manager', { role: 'manager' })],
  })
})

const start = <Name extends RouteName>(route: Name, input: RouteInput<Name>, requestId = `request-${serial++}`) =>
  world.start('manager', route, input, { requestId })
const call = async <Name extends RouteName>(route: Name, input: RouteInput<Name>) =>
  (await start(route, input)).finish()
const dataOf = async <Name extends RouteName>(route: Name, input: RouteInput<Name>) => {
  const reply = await call(route, input)
  if (!reply?.ok) throw new Error(JSON.stringify(reply))
  return reply.data
}
const sessions = () => world.stored('sessions')
const tick = async (later: number) => {
  world.setClock(now + later)
  await (await world.startTick()).finish()
}
const stores =
  (collection: string, method: string) =>
  ({ collection: at, method: by }: DatabaseCall) =>
    at === collection && by === method

/** Publishes a class on the day, up to the database call that stores it. */
async function publishUpToInsert() {
  const { offering } = await dataOf('office.saveOffering', classForm())
  const { draft } = await dataOf('office.saveDraft', {
    centreId: CENTRE,
    revision: 0,
    offeringId: offering.id,
    ...TIMES,
    room: '三楼',
    teacher: '沈老师',
    capacity: 10,
    reserve: 0,
  })
  const publication = await start('office.publish', {
    centreId: CENTRE,
    drafts: [{ id: draft.id, revision: draft.revision }],
  })
  await publication.until(stores('sessions', 'insert'))
  return publication
}

/** Moves a class to the day, up to the database call that moves it. */
async function moveUpToWrite(route: 'staff.moveSession' | 'office.changeSession') {
  await world.seed({ sessions: [aSession(now, { startsAt: timeIn(1, '14:30') })] })
  const place = { room: '三楼', teacher: '沈老师' }
  const move = route === 'staff.moveSession' ? await start(route, MOVE) : await start(route, { ...MOVE, ...place })
  await move.until(stores('sessions', 'update'))
  return move
}

const WAYS = {
  'office.publish': publishUpToInsert,
  'staff.moveSession': () => moveUpToWrite('staff.moveSession'),
  'office.changeSession': () => moveUpToWrite('office.changeSession'),
}

describe.each(Object.entries(WAYS))(
  'a session that %s brings to a day which is closed at that moment',
  (_route, bring) => {
    test('is cancelled at once, with the reason of the closure', async () => {
      const bringing = await bring()
      expect(await call('office.closeCentre', CLOSED)).toMatchObject({ ok: true, data: { cancelled: 0 } })
      expect(await bringing.finish()).toMatchObject({ ok: true })
      const [session] = await sessions()
      expect(session).toMatchObject({ status: 'cancelled', startsAt: TIMES.startsAt })
      expect(Object.values(session?.changes ?? {}).at(-1)).toMatchObject({ to: null, reason: '停电' })
      expect(await invariantViolations(world, now)).toEqual([])
    })

    test('is cancelled by the timer when the call dies after it', async () => {
      const bringing = await bring()
      await call('office.closeCentre', CLOSED)
      await bringing.step()
      // The call is never heard of again.
      expect(await sessions()).toMatchObject([{ status: 'open', startsAt: TIMES.startsAt }])
      await tick(3 * MINUTE)
      expect(await sessions()).toMatchObject([{ status: 'cancelled' }])
      expect(await world.stored('closures')).toMatchObject([{ openAt: 0 }])
    })
  },
)

test('a publication that the timer continues after its day was closed leaves no open session', async () => {
  await publishUpToInsert()
  await call('office.closeCentre', CLOSED)
  await tick(3 * MINUTE)
  await tick(6 * MINUTE)
  expect(await sessions()).toMatchObject([{ status: 'cancelled' }])
})

test('no session is moved to a day on which its centre is closed', async () => {
  await world.seed({ sessions: [aSession(now, { startsAt: timeIn(1, '14:30') })] })
  await call('office.closeCentre', CLOSED)
  const refusal = { ok: false, code: 'TIME_NOT_POSSIBLE' }
  expect(await call('staff.moveSession', MOVE)).toMatchObject(refusal)
  expect(await call('office.changeSession', { ...MOVE, room: '三楼', teacher: '' })).toMatchObject(refusal)
  expect(await sessions()).toMatchObject([{ status: 'open', moves: 0 }])
})

test('a move that was made before the day was closed is answered again', async () => {
  await world.seed({ sessions: [aSession(now, { startsAt: timeIn(1, '14:30') })] })
  const move = () => start('staff.moveSession', MOVE, 'move-once')
  expect(await (await move()).finish()).toMatchObject({ ok: true })
  await call('office.closeCentre', CLOSED)
  expect(await (await move()).finish()).toMatchObject({ ok: true, data: { session: { status: 'cancelled' } } })
})
