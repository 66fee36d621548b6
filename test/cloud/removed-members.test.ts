import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { EnrolmentDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { book } from '../../worlds/bookings'
import { aCentre, aHousehold, anOffering, aSession, CENTRE } from '../../worlds/fixtures/index'
import { seededRandom } from '../../worlds/random'
import { openWorld } from './in-process/world'

/** The timer takes a removed child out of records of what is over, while something else changes these. */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
const mum = accountIdOf('mum')
const attendees = [
  { memberId: 'guoguo', nickname: '果果' },
  { memberId: 'doudou', nickname: '豆豆' },
]

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  const household = aHousehold('mum', now)
  const session = aSession(now, { _id: 'over', startsAt: now - DAY, endsAt: now - DAY + HOUR })
  const about = { account: household, party: household.members, requestId: 'over', createdAt: now - 2 * DAY, now }
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [
      {
        ...household,
        members: household.members.filter(({ id }) => id !== 'guoguo'),
        removedMembers: ['guoguo'],
        removedAt: now,
      },
    ],
    sessions: [session],
    bookings: [{ ...book(session, { ...about, random: seededRandom('over') }), attendees }],
    enrolments: [anEnrolment()],
  })
})

function anEnrolment(): EnrolmentDocument {
  return {
    _id: 'enrolment-1',
    accountId: mum,
    requestId: 'request-enrol',
    seriesId: 'course',
    offeringId: 'calligraphy',
    title: '书法',
    attendees,
    sessions: [],
    at: now - 30 * DAY,
    state: 'confirmed',
    refusal: null,
    left: null,
  }
}

/** Starts a tick and holds it before its first update of a collection. */
async function tickUntilUpdateOf(collection: string) {
  const ticking = await world.startTick()
  await ticking.until(call => call.collection === collection && call.method === 'update')
  return ticking
}

/** Records that name the child who was not removed first. */
async function namingOther(): Promise<string[]> {
  const records = [...(await world.stored('bookings')), ...(await world.stored('enrolments'))]
  return records.filter(record => JSON.stringify(record).includes('豆豆')).map(({ _id }) => _id)
}

test('what staff wrote about a child is removed with it', async () => {
  const [{ _id: bookingId } = { _id: '' }] = await world.stored('bookings')
  await world.change('bookings', bookingId, {
    undone: { at: now, reason: '果果发烧了' },
    deskRelease: { by: 'actor', at: now, reason: '果果发烧了', requestId: 'request-desk' },
    changeReason: '果果发烧了',
  })
  await world.seed({
    checkins: [
      {
        _id: `${bookingId}-0`,
        bookingId,
        n: 0,
        sessionId: 'over',
        centreId: CENTRE,
        what: 'undo',
        at: now,
        by: 'actor',
        way: 'name',
        requestId: 'request-undo',
        loggedAt: now,
        reason: '果果发烧了',
      },
    ],
  })
  await (await world.startTick()).finish()
  const stored = await Promise.all((['bookings', 'checkins', 'enrolments'] as const).map(name => world.stored(name)))
  expect(JSON.stringify(stored)).not.toContain('果果')
  expect(JSON.stringify(stored)).toContain('豆豆')
})

test('an enrolment that is erased in between names nobody again', async () => {
  const ticking = await tickUntilUpdateOf('enrolments')
  await (await world.start('mum', 'me.erase', {}, { requestId: 'request-erase' })).finish()
  expect(await namingOther()).toEqual([])
  await ticking.finish()
  expect(await namingOther()).toEqual([])
})

test.each(['bookings', 'enrolments'])(
  'a second child, whom another tick takes out of %s in between, is not put back',
  async collection => {
    const ticking = await tickUntilUpdateOf(collection)
    await world.change('accounts', mum, { removedMembers: ['guoguo', 'doudou'], removedAt: now + 1 })
    world.setClock(now + MINUTE)
    await (await world.startTick()).finish()
    expect(await namingOther()).toEqual([])
    await ticking.finish()
    expect(await namingOther()).toEqual([])
  },
)
