import { currentCode } from '@domain/checkin/code'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type { BookingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { book } from '../../worlds/bookings'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { account, member } from '../../worlds/households'
import { seededRandom } from '../../worlds/random'
import { openWorld } from './in-process/world'

/** Typed digits name no booking. What a warm instance keeps to find it may be out of date in every way. */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
const session = aSession(now, { startsAt: now - HOUR, endsAt: now + 3 * HOUR, capacity: 100 })
let serial = 0

function bookingOf(changes: Partial<BookingDocument> = {}): BookingDocument {
  const n = serial++
  const holder = account(`guest-${n}`, [member('guoguo', 'child', '果果', '2018-06', now)], now)
  const about = { account: holder, party: holder.members, requestId: `b-${n}`, createdAt: now - DAY, now }
  return { ...book(session, { ...about, random: seededRandom(`digits ${n}`) }), ...changes }
}

/** Checks in by the digits that the booking's phone shows; returns the reply and the reads of lists of bookings. */
async function checkIn(booking: BookingDocument, at = now) {
  world.setClock(at)
  const code = currentCode(booking.secret, booking._id, at).digits
  const input = { centreId: CENTRE, code }
  const flight = await world.start('staff', 'staff.checkIn', input, { requestId: `request-${serial++}` })
  let lists = 0
  while (!flight.isOver) {
    const [next] = flight.pending
    if (next?.collection === 'bookings' && next.method === 'find') lists++
    await flight.step()
  }
  const reply = flight.answer
  if (!reply) throw new Error('it died')
  const outcome = reply.ok ? (reply.data as { outcome: string }).outcome : reply.code
  return { outcome, lists }
}

/** The bookings of each test are others, so that none meets what the instance keeps of an earlier one. */
let known: BookingDocument
beforeEach(async () => {
  world.reset()
  world.setClock(now)
  known = bookingOf()
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff')],
    sessions: [session],
    bookings: [known],
  })
})

test('a warm instance finds the second code without reading the list of bookings again', async () => {
  const second = bookingOf()
  await world.seed({ bookings: [second] })
  expect(await checkIn(known)).toEqual({ outcome: 'accepted', lists: 1 })
  expect(await checkIn(second)).toEqual({ outcome: 'accepted', lists: 0 })
  expect(await checkIn(second, now + 5 * MINUTE)).toEqual({ outcome: 'already', lists: 0 })
})

test('what an instance keeps is read again after an hour', async () => {
  await checkIn(known)
  expect(await checkIn(known, now + HOUR)).toMatchObject({ lists: 0 })
  expect(await checkIn(known, now + HOUR + 1)).toEqual({ outcome: 'already', lists: 1 })
})

test('a booking that was made since the instance read the list is found', async () => {
  await checkIn(known)
  const late = bookingOf()
  await world.seed({ bookings: [late] })
  expect(await checkIn(late)).toEqual({ outcome: 'accepted', lists: 1 })
})

test.each([
  ['was cancelled', { status: 'cancelled' }],
  ['was moved to another centre', { centreId: 'elsewhere' }],
  ['was moved to next week', { activeUntil: now + 7 * DAY }],
  ['is over', { activeUntil: now }],
  ['was forgotten', { secret: '' }],
])('the code of a booking that %s since the instance read it is invalid', async (_, change) => {
  await checkIn(known)
  await world.change('bookings', known._id, change)
  expect(await checkIn(known)).toEqual({ outcome: 'CODE_INVALID', lists: 1 })
})

test('unknown digits are refused by the list as it is now', async () => {
  await checkIn(known)
  expect(await checkIn(bookingOf())).toEqual({ outcome: 'CODE_INVALID', lists: 1 })
})

describe('two bookings that show the same eight digits', () => {
  const twins = [
    { _id: 'twin000001', secret: 'secret-262' },
    { _id: 'twin000002', secret: 'secret-2865' },
  ] as const

  test('are told apart by the picture, also on a warm instance', async () => {
    const both = twins.map(bookingOf)
    await world.seed({ bookings: both })
    const [first = known, second = known] = both
    await checkIn(known)
    expect(await checkIn(first)).toEqual({ outcome: 'CODE_AMBIGUOUS', lists: 1 })
    expect(await checkIn(second)).toMatchObject({ outcome: 'CODE_AMBIGUOUS' })
  })

  test('are no longer ambiguous when one is cancelled', async () => {
    const both = twins.map(bookingOf)
    await world.seed({ bookings: both })
    const [first = known, second = known] = both
    await checkIn(known)
    await world.change('bookings', first._id, { status: 'cancelled' })
    expect(await checkIn(second)).toEqual({ outcome: 'accepted', lists: 1 })
  })
})
