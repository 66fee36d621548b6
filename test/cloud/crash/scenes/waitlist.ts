import type { Scenes } from '../stage'

export const waitlistScenes = {
  'waitlist.join': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, fullHouse }) => {
      const { openid, input, stored } = await fullHouse()
      return {
        openid,
        input,
        check: async () => {
          const { items } = await cloud.ask(openid, 'booking.list', { scope: 'coming' })
          expect(items).toMatchObject([{ status: 'waiting', ahead: 0 }])
          expect(await stored()).toMatchObject({ waiting: 1 })
        },
      }
    },
  },
  'waitlist.accept': {
    leastPoints: 12,
    heals: true,
    scene: async ({ fullHouse }) => {
      const { openid, offered, status, stored } = await fullHouse()
      const { id } = await offered()
      return {
        openid,
        input: { bookingId: id },
        check: async () => {
          expect(await status(id)).toBe('confirmed')
          expect(await stored()).toMatchObject({ seatsLeft: 0, waiting: 0, offers: {} })
        },
      }
    },
  },
  'waitlist.leave': {
    leastPoints: 12,
    heals: true,
    scene: async ({ fullHouse, nextNumber }) => {
      const { openid, join, offered, status, stored } = await fullHouse()
      const { id } = await (nextNumber() % 2 === 0 ? join() : offered())
      return {
        openid,
        input: { bookingId: id },
        check: async () => {
          expect(await status(id)).toBe('lapsed')
          expect(await stored()).toMatchObject({ waiting: 0, waitlist: {}, offers: {} })
        },
      }
    },
  },
} satisfies Scenes
