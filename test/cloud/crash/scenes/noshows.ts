import { HOUR } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { CENTRE } from '../../../../worlds/fixtures/index'
import type { Scenes } from '../stage'

export const noShowScenes = {
  'noshow.appeal': {
    leastPoints: 4,
    heals: false,
    scene: async ({ absentee }) => {
      const { openid, record, appeal } = await absentee()
      return {
        openid,
        input: appeal,
        check: async () => expect(await record()).toMatchObject({ appeal: { reason: '发烧了', decision: null } }),
      }
    },
  },
  'staff.decideAppeal': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, absentee }) => {
      const { openid, record, appeal } = await absentee()
      await cloud.ask(openid, 'noshow.appeal', appeal)
      return {
        openid: 'manager',
        input: { centreId: CENTRE, recordId: `${appeal.bookingId}-guoguo`, granted: true, note: '好' },
        check: async () => {
          expect(await record()).toMatchObject({ state: 'excused', appeal: { decision: { granted: true } } })
          const [account] = await cloud.stored('accounts', { openid })
          expect(Object.keys(account?.missed ?? {})).toEqual(['doudou'])
        },
      }
    },
  },
  'staff.excuseSession': {
    leastPoints: 16,
    heals: true,
    scene: async ({ cloud, absentee, now }) => {
      const { openid, session, record } = await absentee()
      const over = { startsAt: now - 3 * HOUR, endsAt: now - HOUR }
      await cloud.change('sessions', session._id, over)
      for (const { _id } of await cloud.stored('bookings', { sessionId: session._id })) {
        await cloud.change('bookings', _id, over)
      }
      // A ledger does not keep bookings that are over.
      await cloud.change('accounts', accountIdOf(openid), { ledger: {} })
      return {
        openid: 'manager',
        input: { centreId: CENTRE, sessionId: session._id, reason: '停电' },
        check: async () => {
          expect(await record()).toMatchObject({ state: 'excused', excuse: 'centre', excuseNote: '停电' })
          expect((await cloud.stored('accounts', { openid }))[0]?.missed).toEqual({})
          expect((await cloud.stored('sessions', { _id: session._id }))[0]?.excuseAt).toBe(0)
        },
      }
    },
  },
} satisfies Scenes
