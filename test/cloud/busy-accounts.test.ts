import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { Store } from '../../cloudfunctions/lib/kernel/store/port'
import { aCentre, aHousehold, anOffering, aSession, aStaff } from '../../worlds/fixtures/index'
import type { StoreWrapper } from './in-process/world'
import { openWorld } from './in-process/world'
import { aBallot, DRAW_BEFORE } from './support/ballot'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

/** An account that cannot be changed just now, because other requests of its person win every time (BUSY), decides nothing. */

const START = Date.parse('2026-07-01T02:00:00Z')
const CLASS = 'calligraphy-1'
const STARTS = START + 3 * DAY
const world = openWorld()
let requests = 0

beforeEach(async () => {
  world.reset()
  world.wrapStore(store => store)
  world.setClock(START)
  requests = 0
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
    accounts: ['mum', 'dad'].map(openid => aHousehold(openid, START)),
  })
})

/** Every compare-and-set of this person's account loses. */
function busy(openid: string): StoreWrapper {
  return (store: Store) => {
    const update: typeof store.accounts.update = async (where, change) =>
      where._id === accountIdOf(openid) ? 0 : store.accounts.update(where, change)
    return { ...store, accounts: { ...store.accounts, update } }
  }
}

async function send<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  return (await world.start(openid, route, input, { requestId: `request-${requests++}` })).finish()
}

async function tickAt(moment: number): Promise<void> {
  world.setClock(moment)
  await (await world.startTick()).finish()
}

const statusOf = async (openid: string) =>
  (await world.stored('bookings', { accountId: accountIdOf(openid) })).map(({ status }) => status)

test('a claim that meets a busy account is not left behind', async () => {
  await world.seed({ sessions: [aSession(START)] })
  const flight = await world.start(
    'mum',
    'booking.create',
    { sessionId: CLASS, memberIds: ['guoguo'] },
    { requestId: 'request-mum' },
  )
  await flight.until(({ collection, method }) => collection === 'accounts' && method === 'update')
  world.wrapStore(busy('mum'))
  await tickAt(START + 3 * MINUTE)
  expect(await statusOf('mum')).toEqual([])
  expect(world.errors).toEqual([expect.stringMatching(/^claims: .*BUSY/)])
  world.wrapStore(store => store)
  await tickAt(START + 5 * MINUTE)
  expect(await statusOf('mum')).toEqual(['confirmed'])
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('a course that meets a busy account is not refused, and is booked when its person tries again', async () => {
  await world.seed({ sessions: aSeries(START) })
  const input = { seriesId: 'summer', memberIds: ['guoguo'] }
  const attempt = async () =>
    (await world.start('mum', 'booking.createSeries', input, { requestId: 'request-mum' })).finish()
  world.wrapStore(busy('mum'))
  expect(await attempt()).toMatchObject({ ok: false, code: 'BUSY' })
  world.wrapStore(store => store)
  expect(await attempt()).toMatchObject({ ok: true })
  expect(await statusOf('mum')).toEqual(['confirmed', 'confirmed', 'confirmed'])
})

describe('a drawn session', () => {
  beforeEach(async () => {
    await world.seed({ sessions: [aBallot(START, { capacity: 2, startsAt: STARTS })] })
    for (const openid of ['mum', 'dad', 'third']) {
      expect(await send(openid, 'ballot.register', { sessionId: CLASS, memberIds: ['self'] })).toMatchObject({
        ok: true,
      })
    }
  })

  /** Returns the winners and the loser by openid. */
  async function outcome() {
    const [session] = await world.stored('sessions')
    const owners = new Map(['mum', 'dad', 'third'].map(openid => [accountIdOf(openid), openid]))
    const ownerOf = ({ accountId }: { accountId: string }) => owners.get(accountId) ?? ''
    return {
      winners: Object.values(session?.claims ?? {}).map(ownerOf),
      losers: Object.values(session?.waitlist ?? {}).map(ownerOf),
    }
  }

  const failures: { what: string; wrap: (openid: string) => StoreWrapper }[] = [
    { what: 'whose account is busy', wrap: busy },
    {
      what: 'whose booking cannot be written',
      wrap: openid => store => {
        const update: typeof store.bookings.update = async (where, change) => {
          const [booking] = await world.stored('bookings', { accountId: accountIdOf(openid) })
          if (where._id === booking?._id) throw new Error('this document cannot be written')
          return store.bookings.update(where, change)
        }
        return { ...store, bookings: { ...store.bookings, update } }
      },
    },
  ]

  test.each(failures)('one winner $what holds up neither the other winner nor the waitlist', async ({ wrap }) => {
    // Whoever wins: the draw itself is not disturbed.
    const drawing = await (async () => {
      world.setClock(STARTS - DRAW_BEFORE)
      return world.startTick()
    })()
    while ((await outcome()).winners.length === 0) await drawing.step()
    const { winners, losers } = await outcome()
    const [stuck = '', other = ''] = winners
    world.wrapStore(wrap(stuck))
    await tickAt(STARTS - DRAW_BEFORE + 3 * MINUTE)
    expect([await statusOf(stuck), await statusOf(other), await statusOf(losers[0] ?? '')]).toEqual([
      ['registered'],
      ['confirmed'],
      ['waiting'],
    ])
    // The waitlist is served.
    const [booking] = await world.stored('bookings', { accountId: accountIdOf(other) })
    await send(other, 'booking.cancel', { bookingId: booking?._id ?? '' })
    expect(await statusOf(losers[0] ?? '')).toEqual(['offered'])
    world.wrapStore(store => store)
    await tickAt(STARTS - DRAW_BEFORE + HOUR)
    expect(await statusOf(stuck)).toEqual(['confirmed'])
  })

  test('a ticket whose party is gone from the session does not hold up the waitlist', async () => {
    const [ticket] = await world.stored('bookings')
    if (!ticket) throw new Error('there is no ticket')
    await world.seed({ bookings: [{ ...ticket, _id: 'orphan', accountId: 'nobody' }] })
    await tickAt(STARTS - DRAW_BEFORE)
    expect(await world.stored('sessions')).toMatchObject([{ drawAt: 0 }])
  })
})
