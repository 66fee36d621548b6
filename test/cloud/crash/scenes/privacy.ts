import { HOUR } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/ids'
import type { Scenes } from '../stage'

export const privacyScenes = {
  'me.erase': {
    leastPoints: 12,
    heals: true,
    scene: async ({ cloud, absentee }) => {
      // Whoever missed a session has left marks everywhere; the ledger forgets it with the next write.
      const { openid, booking } = await absentee()
      const past = { startsAt: Date.now() - 2 * HOUR, endsAt: Date.now() - HOUR }
      const accountId = accountIdOf(openid)
      await cloud.change('accounts', accountId, { ledger: {} })
      await cloud.change('bookings', booking.id, { ...past, activeUntil: past.endsAt })
      await cloud.change('sessions', booking.sessionId, past)
      const [record] = await cloud.stored('noshows', { bookingId: booking.id })
      for (const { _id } of await cloud.stored('noshows', { bookingId: booking.id })) {
        await cloud.change('noshows', _id, { startsAt: past.startsAt, missedAt: past.endsAt })
      }
      return {
        openid,
        input: {},
        check: async () => {
          expect(record?.nickname).toBe('果果')
          expect(JSON.stringify(await cloud.stored('bookings', { _id: booking.id }))).not.toMatch(/果果|豆豆/)
          expect(await cloud.stored('bookings', { accountId })).toEqual([])
          expect(await cloud.stored('noshows', { accountId })).toEqual([])
          expect(await cloud.stored('accounts', { _id: accountId })).toMatchObject([
            { openid: '', members: [], erasingAt: 0, erasure: { as: '' } },
          ])
        },
      }
    },
  },
} satisfies Scenes
