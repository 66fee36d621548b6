import { HOUR } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aStation } from '../../../../worlds/fixtures/index'
import type { Scenes } from '../stage'

export const privacyScenes = {
  'me.erase': {
    leastPoints: 18,
    heals: true,
    // A person who attended yesterday and sits at a station during the erasure.
    scene: async ({ cloud, now, nextNumber, household }) => {
      const { openid, session, book } = await household()
      const { booking } = await book()
      const accountId = accountIdOf(openid)
      // The session was yesterday, so no booking is upcoming.
      const past = { startsAt: now - 25 * HOUR, endsAt: now - 24 * HOUR }
      await cloud.change('accounts', accountId, { ledger: {} })
      await cloud.change('bookings', booking.id, { ...past, activeUntil: past.endsAt })
      await cloud.change('sessions', session._id, { ...past, settleAt: null })
      const stationId = `resting-${nextNumber()}`
      await cloud.seed({ stations: [aStation({ _id: stationId, capacity: 5 })] })
      await cloud.ask(openid, 'station.sit', { stationId })
      return {
        openid,
        input: {},
        check: async () => {
          const bookings = await cloud.stored('bookings', { _id: booking.id })
          const sessions = await cloud.stored('sessions', { _id: session._id })
          expect(JSON.stringify([bookings, sessions])).not.toMatch(/果果|豆豆/)
          expect(bookings).toHaveLength(1)
          expect(bookings[0]?.accountId).not.toBe(accountId)
          expect(sessions[0]?.claims[booking.id]?.accountId).toBe(bookings[0]?.accountId)
          expect(await cloud.stored('accounts', { _id: accountId })).toMatchObject([
            { openid: '', members: [], erasingAt: 0, closed: {}, memberChanges: [] },
          ])
          expect(await cloud.stored('stations', { _id: stationId })).toMatchObject([{ free: 5, visits: {} }])
          expect(await cloud.stored('visits', { stationId })).toMatchObject([{ how: 'left' }])
          expect(await cloud.stored('sitters', { _id: accountId })).toMatchObject([
            { visitId: '', stationId: '', stationName: '', from: 0, former: null, sits: [{ held: true }] },
          ])
        },
      }
    },
  },
} satisfies Scenes
