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
  'interest.add': {
    leastPoints: 4,
    heals: false,
    scene: async ({ cloud, household }) => {
      const { openid } = await household()
      const wish = { category: 'seniors' as const, centreId: null, age: 70 }
      return {
        openid,
        input: wish,
        check: async () => expect((await cloud.ask(openid, 'interest.list', {})).interests).toMatchObject([wish]),
      }
    },
  },
  'interest.remove': {
    leastPoints: 4,
    heals: false,
    scene: async ({ cloud, household }) => {
      const { openid } = await household()
      const wish = { category: null, centreId: null, age: null }
      const { interests } = await cloud.ask(openid, 'interest.add', wish)
      return {
        openid,
        input: { interestId: interests[0]?.id ?? '' },
        check: async () => expect((await cloud.ask(openid, 'interest.list', {})).interests).toEqual([]),
      }
    },
  },
} satisfies Scenes
