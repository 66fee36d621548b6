import type { RouteName } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import { DAY, MINUTE } from '@domain/time'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { ballotScenes } from './scenes/ballot'
import { bookingScenes } from './scenes/bookings'
import { canteenScenes } from './scenes/canteen'
import { deskScenes } from './scenes/desk'
import { seriesScenes } from './scenes/series'
import { spanScenes } from './scenes/spaces'
import { waitlistScenes } from './scenes/waitlist'
import type { Stage } from './stage'
import { startStage } from './stage'
import { type AnyScene, crashEverywhere } from './suite'

/**
 * A call dies at any of its database calls, and the timer runs only when everything is over. What was booked by then stays
 * booked; no booking, no-show or notice of success appears afterwards.
 */

/** By then all sessions of all scenes are over. */
const LATER = 10 * DAY

const SCENES = [
  ['booking.create', 'a class', bookingScenes['booking.create']],
  ['booking.create', 'a room by the hour', spanScenes['booking.create']],
  ['order.create', 'a meal', canteenScenes['order.create']],
  ['booking.createSeries', 'a course', seriesScenes['booking.createSeries']],
  ['waitlist.join', 'a place on a waitlist', waitlistScenes['waitlist.join']],
  ['waitlist.accept', 'an offer', waitlistScenes['waitlist.accept']],
  ['ballot.register', 'a ticket', ballotScenes['ballot.register']],
  ['staff.walkIn', 'people at the desk', deskScenes['staff.walkIn']],
  ['staff.bookFor', 'people on the phone', deskScenes['staff.bookFor']],
] as unknown as [RouteName, string, AnyScene][]

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.cloud.close())

test.each(SCENES)('%s, %s: tried again when it is over', async (route, _what, spec) => {
  await crashUntilOver(route, spec, async again => {
    const reply = await again()
    await wake()
    return reply
  })
})

test.each(SCENES)('%s, %s: found by the timer when it is over, then tried again', async (route, _what, spec) => {
  await crashUntilOver(route, spec, async again => {
    await wake()
    return again()
  })
})

async function wake(): Promise<void> {
  for (let tick = 0; tick < 4; tick++) {
    stage.cloud.later(LATER + 3 * tick * MINUTE)
    await stage.cloud.tick()
  }
}

async function crashUntilOver(
  route: RouteName,
  spec: AnyScene,
  live: (again: () => Promise<Reply>) => Promise<Reply>,
): Promise<void> {
  const { cloud } = stage
  const points = await crashEverywhere(stage, route, spec, async ({ openid, input }, requestId) => {
    const booked = await confirmed()
    const had = await isThere(requestId, input, booked)
    cloud.later(LATER)
    const reply = await live(async () => (await cloud.send(openid, route, input as never, { requestId })).reply)
    cloud.later(LATER)
    expect(await confirmed()).toEqual(booked)
    expect(await cloud.stored('bookings', { status: { $in: ['registered', 'waiting', 'offered'] } })).toEqual([])
    expect((await cloud.stored('noshows')).filter(({ bookingId }) => !booked.includes(bookingId))).toEqual([])
    if (had) expect(saidToBeBooked(reply).filter(id => !booked.includes(id))).toEqual([])
    else expect(reply).toMatchObject({ ok: false, code: expect.stringMatching(/_CLOSED$|_OVER$|_LAPSED$|_REFUSED$/) })
    expect(await invariantViolations(cloud, cloudNow() + LATER)).toEqual([])
    cloud.later(0)
  })
  expect(points).toBeGreaterThanOrEqual(spec.leastPoints)
}

async function confirmed(): Promise<string[]> {
  return (await stage.cloud.stored('bookings', { status: 'confirmed' })).map(({ _id }) => _id).sort()
}

/** Whether the call had created its result before it died. */
async function isThere(requestId: string, input: object, booked: string[]): Promise<boolean> {
  if ('bookingId' in input) return booked.includes(String(input.bookingId))
  const [bookings, enrolments] = await Promise.all([
    stage.cloud.stored('bookings', { requestId }),
    stage.cloud.stored('enrolments', { requestId, state: 'confirmed' }),
  ])
  return bookings.length + enrolments.length > 0
}

function saidToBeBooked(reply: Reply): string[] {
  if (!reply.ok) return []
  const data = reply.data as {
    booking?: { id: string; status: string }
    enrolment?: { bookings: { id: string; status: string }[] }
    bookingId?: string
  }
  const seen = [data.booking, ...(data.enrolment?.bookings ?? [])].flatMap(one => one ?? [])
  const ids = seen.filter(({ status }) => status === 'confirmed').map(({ id }) => id)
  return data.bookingId ? [...ids, data.bookingId] : ids
}
