import { DAY, HOUR } from '@domain/time'
import { aHousehold, aSession } from '../../../../worlds/fixtures/index'
import type { Scenes } from '../stage'

export const ballotScenes = {
  'ballot.register': {
    leastPoints: 18,
    heals: true,
    scene: async ({ cloud, now, nextNumber }) => {
      const n = nextNumber()
      const openid = `person-${n}`
      const session = aSession(now, {
        _id: `ballot-${n}`,
        startsAt: now + DAY,
        capacity: 2,
        rules: { ballot: { drawBefore: HOUR } },
      })
      await cloud.seed({ sessions: [session], accounts: [aHousehold(openid, now)] })
      return {
        openid,
        input: { sessionId: session._id, memberIds: ['guoguo', 'doudou'] },
        check: async () => {
          const { items } = await cloud.ask(openid, 'booking.list', { scope: 'coming' })
          expect(items).toMatchObject([{ status: 'registered', drawAt: session.drawAt }])
          const [stored] = await cloud.stored('sessions', { _id: session._id })
          expect(stored).toMatchObject({ waiting: 1, seatsLeft: 2, claims: {} })
          expect(stored?.seedHash).toMatch(/^[0-9a-f]{64}$/)
        },
      }
    },
  },
} satisfies Scenes
