import { DAY, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot } from './support/ballot'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
const ID = accountIdOf('mum')

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [
      aSession(now, { _id: 'wanted' }),
      aSession(now, { _id: 'full', capacity: 1 }),
      aBallot(now, { _id: 'drawn', startsAt: now + 10 * DAY }),
      ...aSeries(now, { startsAt: now + 3 * DAY }),
    ],
    accounts: [aHousehold('mum', now), aHousehold('other', now)],
  })
})

const own = { memberIds: ['guoguo'] }
const CALLS = {
  'booking.create': { sessionId: 'wanted', ...own },
  'waitlist.join': { sessionId: 'full', ...own },
  'ballot.register': { sessionId: 'drawn', ...own },
  'booking.createSeries': { seriesId: 'summer', ...own },
  'member.save': { relation: 'child', nickname: '果果', birthMonth: '2020-01', guardianConsent: true },
} as const

test.each(Object.keys(CALLS) as (keyof typeof CALLS)[])(
  '%s: an erasure between any two of its steps leaves nothing of the person, or is refused because of what was booked',
  async route => {
    const fill = { requestId: 'request-fill' }
    await (await world.start('other', 'booking.create', { sessionId: 'full', memberIds: ['guoguo'] }, fill)).finish()
    const restore = world.keep()
    for (let steps = 0, over = false; !over; steps++) {
      restore()
      world.setClock(now)
      const call = await world.start('mum', route, CALLS[route] as never, { requestId: 'request-call' })
      for (let step = 0; step < steps && !call.isOver; step++) await call.step()
      over = call.isOver
      world.setClock(now + 1000)
      const erasure = await world.start('mum', 'me.erase', {}, { requestId: 'request-erase' })
      const erased = await erasure.finish()
      await call.finish()
      for (const minutes of [3, 6, 9]) {
        world.setClock(now + minutes * MINUTE)
        await (await world.startTick()).finish()
      }
      const mums = [
        await world.stored('accounts', { _id: ID }),
        await world.stored('bookings', { sessionId: { $ne: 'full' } }),
      ]
      const names = JSON.stringify([...mums, await world.stored('enrolments')])
      if (erased?.ok) expect([route, steps, names]).toEqual([route, steps, expect.not.stringMatching(/果果|"mum"/)])
      if (erased?.ok) {
        const sessions = (await world.stored('sessions')).flatMap(({ claims, waitlist }) =>
          Object.values({ ...claims, ...waitlist }),
        )
        expect([route, steps, sessions.map(({ accountId }) => accountId)]).toEqual([
          route,
          steps,
          [accountIdOf('other')],
        ])
      }
      expect([route, steps, await invariantViolations(world, now)]).toEqual([route, steps, []])
    }
  },
)
