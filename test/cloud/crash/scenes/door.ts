import { CENTRE } from '../../support/fixtures'
import type { Scenes } from '../stage'

export const doorScenes = {
  'staff.doorKey': {
    leastPoints: 6,
    heals: false,
    scene: async ({ cloud }) => {
      const keysOf = async () => (await cloud.ask('staff', 'staff.doorKey', { centreId: CENTRE })).keys
      return {
        openid: 'staff',
        input: { centreId: CENTRE },
        check: async () => {
          expect(await cloud.stored('doors')).toHaveLength(1)
          expect(await keysOf()).toEqual(await keysOf())
        },
      }
    },
  },
} satisfies Scenes
