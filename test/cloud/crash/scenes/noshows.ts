import { CENTRE } from '../../support/fixtures'
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
} satisfies Scenes
