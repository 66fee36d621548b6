import { DAY, HOUR, MINUTE } from '@domain/time'
import type { BookingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'

/** Fifty people whom WeChat does not know any more, and ten whom a message reaches. */

const START = Date.parse('2026-07-01T02:00:00Z')
const STARTS_AT = START + 3 * DAY
const UNREACHABLE = Array.from({ length: 50 }, (_, n) => `gone-${n}`)
const REACHABLE = Array.from({ length: 10 }, (_, n) => `here-${n}`)
/** In the order in which they book and their messages are due: some of the reachable between the others, and some after all of them. */
const PEOPLE = [
  ...UNREACHABLE.flatMap((openid, n) => (n % 10 === 9 ? [openid, `here-${Math.floor(n / 10)}`] : [openid])),
  ...REACHABLE.slice(5),
]
/** At once, and after 1, 2, 4, 8, 16, 32, 60, 60 and 60 minutes; then it is put aside and tried once a day. */
const MOST_ATTEMPTS = 10

const world = openWorld()
const isGone = ({ openid }: { openid: string }) => openid.startsWith('gone')

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  world.sendBy(async message => {
    if (isGone(message)) throw Object.assign(new Error('invalid openid'), { errCode: 40_003 })
    return 'sent'
  })
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: ['class', 'other'].map((_id, n) =>
      aSession(START, { _id, startsAt: STARTS_AT + n * 5 * HOUR, capacity: 100 }),
    ),
    staff: [aStaff('manager', { role: 'manager' })],
  })
})

/** Everybody books, and wants to hear of changes and to be reminded. Returns the ids of the bookings in order. */
async function bookAll(people: readonly string[], sessionId = 'class'): Promise<string[]> {
  const ids: string[] = []
  for (const openid of people) {
    world.setClock(world.now() + 1)
    const about = { sessionId, memberIds: ['self'] }
    const reply = await (
      await world.start(openid, 'booking.create', about, { requestId: `book-${sessionId}-${openid}` })
    ).finish()
    const bookingId = reply?.ok ? reply.data.booking.id : ''
    const consent = { bookingId, notices: ['changed' as const, 'reminder' as const] }
    await (
      await world.start(openid, 'booking.notices', consent, { requestId: `consent-${sessionId}-${openid}` })
    ).finish()
    ids.push(bookingId)
  }
  return ids
}

async function callOff(sessionId: string): Promise<void> {
  const input = { centreId: CENTRE, sessionId, reason: '老师请假' }
  const reply = await (
    await world.start('manager', 'staff.cancelSession', input, { requestId: `call-off-${sessionId}` })
  ).finish()
  expect(reply).toMatchObject({ ok: true })
}

async function tickAt(moment: number): Promise<void> {
  world.setClock(moment)
  await (await world.startTick()).finish()
}
const told = () => world.messages.filter(message => !isGone(message)).map(({ openid }) => openid)

const at = STARTS_AT - 2 * HOUR
const kinds: [what: string, due: (since: number) => Partial<BookingDocument>][] = [
  ['a reminder', since => ({ remindAt: since })],
  ['a change', since => ({ tellAt: since, remindAt: null })],
  [
    'an offer',
    since => ({
      status: 'offered',
      notices: ['offer'],
      offerTellAt: since,
      waitUntil: at + 30 * MINUTE,
      remindAt: null,
    }),
  ],
  [
    'a draw',
    since => ({
      notices: ['ballot'],
      drawTellAt: since,
      remindAt: null,
      waitEvents: { won: { at: since, what: 'won', reason: null } },
    }),
  ],
]

test.each(kinds)('fifty unreachable people keep nobody from hearing of %s within two ticks', async (_, due) => {
  const ids = await bookAll(PEOPLE)
  await tickAt(START + 5 * MINUTE)
  for (const [n, id] of ids.entries()) await world.change('bookings', id, due(at - ids.length + n))
  await tickAt(at)
  await tickAt(at + MINUTE)
  expect(told().sort()).toEqual([...REACHABLE].sort())
  // Each of the others was tried once a tick, and is set back by itself.
  expect(world.messages.filter(isGone)).toHaveLength(2 * UNREACHABLE.length)
  expect(await world.stored('setbacks')).toHaveLength(UNREACHABLE.length)
})

test('whom no message reaches is tried ten times a day, while all others hear at once, in the evening as in the morning', async () => {
  await bookAll(PEOPLE)
  await bookAll(REACHABLE, 'other')
  await tickAt(START + 5 * MINUTE)
  const off = START + HOUR
  world.setClock(off)
  await callOff('class')
  for (let minute = 0; minute < DAY / MINUTE; minute++) {
    await tickAt(off + minute * MINUTE)
    if (minute === 1) expect(told().sort()).toEqual([...REACHABLE].sort())
    if (minute === 12 * 60) await callOff('other')
    if (minute === 12 * 60 + 2) expect(told().sort()).toEqual([...REACHABLE, ...REACHABLE].sort())
  }
  const attempts = UNREACHABLE.map(name => world.messages.filter(({ openid }) => openid === name).length)
  expect(attempts).toEqual(UNREACHABLE.map(() => MOST_ATTEMPTS))
  expect(told()).toHaveLength(2 * REACHABLE.length)
  expect(await world.stored('setbacks', { aside: true })).toHaveLength(UNREACHABLE.length)
  // A day later nobody wants to hear of it: what was due is due no more, and no attempt is made.
  await tickAt(off + DAY + 5 * HOUR)
  expect(world.messages.filter(isGone)).toHaveLength(UNREACHABLE.length * MOST_ATTEMPTS)
  expect(await world.stored('bookings', { tellAt: { $ne: null } })).toEqual([])
})
