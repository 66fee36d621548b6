import type { RouteInput, RouteName } from '@domain/contracts'
import type { BookingNoticeKind } from '@domain/contracts/views'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type { BookingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import type { Task } from '../../cloudfunctions/lib/kernel/work/task'
import type { Message } from '../../cloudfunctions/lib/notices/messenger'
import { tasksOf } from '../../cloudfunctions/lib/timer/tasks'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot } from './support/ballot'

/** A timer that was away until a message helps nobody any more: it is not sent, and it is due no more. */

const START = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
let requests = 0
const sent: Message[] = []

const tasks = tasksOf(async message => {
  sent.push(message)
  return 'sent'
})
const MESSAGES = ['reminders', 'offers', 'draws', 'news']
const messages = tasks.filter(({ name }) => MESSAGES.includes(name))
const others = tasks.filter(({ name }) => !MESSAGES.includes(name))

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  requests = 0
  sent.length = 0
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
    sessions: [
      aSession(START, { _id: 'class', capacity: 1 }),
      aBallot(START, { _id: 'early', startsAt: START + 5 * DAY, rules: { ballot: { drawBefore: 3 * DAY } } }),
      aBallot(START, { _id: 'late', startsAt: START + 5 * DAY, rules: { ballot: { drawBefore: 2 * HOUR } } }),
    ],
  })
})

async function ask<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await (await world.start(openid, route, input, { requestId: `request-${requests++}` })).finish()
  if (!reply?.ok) throw new Error(`${route}: ${JSON.stringify(reply)}`)
  return reply.data as { booking: { id: string } }
}

/** Enters a session, and consents to a message. Returns the booking. */
async function enter(
  openid: string,
  route: 'booking.create' | 'waitlist.join' | 'ballot.register',
  sessionId: string,
  kind: BookingNoticeKind,
): Promise<string> {
  const { booking } = await ask(openid, route, { sessionId, memberIds: ['self'] })
  await ask(openid, 'booking.notices', { bookingId: booking.id, notices: [kind] })
  return booking.id
}

/** Does all that the timer has to do at a moment, or a part of it. */
async function work(moment: number, which: readonly Task[] = others): Promise<void> {
  world.setClock(moment)
  await (await world.startWork(which)).finish()
}
const bookingOf = async (id: string) => (await world.stored('bookings', { _id: id }))[0] as BookingDocument

interface Scene {
  what: string
  field: 'remindAt' | 'offerTellAt' | 'drawTellAt' | 'tellAt'
  /** Lets a message become due without being sent. */
  prepare: () => Promise<string>
  /** From when on it helps nobody, epoch ms. */
  uselessFrom: (booking: BookingDocument) => number
}

async function drawn(sessionId: string): Promise<string> {
  const id = await enter('person', 'ballot.register', sessionId, 'ballot')
  await work(START + MINUTE)
  const [session] = await world.stored('sessions', { _id: sessionId })
  await work(session?.drawAt ?? 0)
  return id
}

const scenes: Scene[] = [
  {
    what: 'a reminder, once the session has begun',
    field: 'remindAt',
    prepare: () => enter('person', 'booking.create', 'class', 'reminder'),
    uselessFrom: ({ startsAt }) => startsAt,
  },
  {
    what: 'an offer that is over',
    field: 'offerTellAt',
    prepare: async () => {
      const { booking } = await ask('holder', 'booking.create', { sessionId: 'class', memberIds: ['self'] })
      const id = await enter('person', 'waitlist.join', 'class', 'offer')
      await ask('holder', 'booking.cancel', { bookingId: booking.id })
      return id
    },
    uselessFrom: ({ waitUntil }) => waitUntil ?? 0,
  },
  {
    what: 'a draw, a day later',
    field: 'drawTellAt',
    prepare: () => drawn('early'),
    uselessFrom: ({ drawTellAt }) => (drawTellAt ?? 0) + DAY,
  },
  {
    what: 'a draw, once the session has begun',
    field: 'drawTellAt',
    prepare: () => drawn('late'),
    uselessFrom: ({ startsAt }) => startsAt,
  },
  {
    what: 'a new time, once the session has begun',
    field: 'tellAt',
    prepare: async () => {
      const id = await enter('person', 'booking.create', 'class', 'changed')
      const startsAt = START + 5 * HOUR
      const to = { startsAt, endsAt: startsAt + HOUR, reason: '停电' }
      await ask('manager', 'staff.moveSession', { centreId: CENTRE, sessionId: 'class', ...to })
      await work(START + MINUTE)
      return id
    },
    uselessFrom: ({ startsAt }) => startsAt,
  },
]
const rows = scenes.map(scene => [scene.what, scene] as const)

test.each(rows)('is sent in the last moment in which it helps: %s', async (_, { prepare, uselessFrom, field }) => {
  const id = await prepare()
  const from = uselessFrom(await bookingOf(id))
  expect((await bookingOf(id))[field]).toBeLessThan(from)
  await work(from - 1, messages)
  expect(sent.map(({ openid }) => openid)).toEqual(['person'])
  expect(await bookingOf(id)).toMatchObject({ [field]: null })
})

test.each(rows)('is sent to nobody and due no more: %s', async (_, { prepare, uselessFrom, field }) => {
  const id = await prepare()
  const from = uselessFrom(await bookingOf(id))
  await work(from, messages)
  expect(sent).toEqual([])
  expect(await bookingOf(id)).toMatchObject({ [field]: null })
  expect(await world.stored('notices')).toMatchObject([{ bookingId: id, status: 'expired' }])
})

test.each(rows)(
  'a timer that comes back two days late sends nothing at all: %s',
  async (_, { prepare, uselessFrom }) => {
    const id = await prepare()
    const back = uselessFrom(await bookingOf(id)) + 2 * DAY
    for (let minute = 0; minute < 5; minute++) await work(back + minute * MINUTE, tasks)
    expect(sent).toEqual([])
    const { remindAt, offerTellAt, drawTellAt = null, tellAt } = await bookingOf(id)
    expect({ remindAt, offerTellAt, drawTellAt, tellAt }).toEqual({
      remindAt: null,
      offerTellAt: null,
      drawTellAt: null,
      tellAt: null,
    })
  },
)
