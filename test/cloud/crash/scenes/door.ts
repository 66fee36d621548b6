import { currentDoorCode, type DoorKey } from '@domain/checkin/door'
import { CENTRE } from '../../../../worlds/fixtures/index'
import { cloudNow } from '../../support/clock'
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
  'checkin.self': {
    leastPoints: 12,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const { booking } = await book()
      const { keys } = await cloud.ask('staff', 'staff.doorKey', { centreId: CENTRE })
      const [today] = keys as [DoorKey]
      return {
        openid,
        input: { bookingId: booking.id, code: currentDoorCode(today.key, CENTRE, cloudNow()).qr },
        check: async () => {
          const seen = await cloud.ask(openid, 'booking.get', { bookingId: booking.id })
          const log = await cloud.stored('checkins', { bookingId: booking.id })
          expect(log).toHaveLength(1)
          expect(log[0]).toMatchObject({ what: 'in', way: 'door', at: seen.booking.checkedInAt })
        },
      }
    },
  },
} satisfies Scenes
