import type { Scenes } from '../stage'

export const householdScenes = {
  'member.save': {
    leastPoints: 4,
    heals: false,
    scene: async ({ household }) => {
      const { openid, members } = await household()
      return {
        openid,
        input: { relation: 'elder', nickname: '外婆', birthMonth: '1954-01', guardianConsent: false },
        check: async () => expect(await members()).toEqual(['我', '果果', '豆豆', '外婆']),
      }
    },
  },
  'member.remove': {
    leastPoints: 4,
    heals: false,
    scene: async ({ household }) => {
      const { openid, members } = await household()
      return {
        openid,
        input: { memberId: 'doudou' },
        check: async () => expect(await members()).toEqual(['我', '果果']),
      }
    },
  },
} satisfies Scenes
