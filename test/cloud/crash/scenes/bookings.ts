import { HOUR } from '@domain/time'
import type { Scenes } from '../stage'

export const bookingScenes = {
  'booking.create': {
    leastPoints: 10,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, session, seatsLeft } = await household()
      return {
        openid,
        input: { sessionId: session._id, memberIds: ['guoguo', 'doudou'] },
        check: async () => {
          const { items } = await cloud.ask(openid, 'booking.list', { scope: 'coming' })
          expect(items).toHaveLength(1)
          expect(items[0]).toMatchObject({ status: 'confirmed', sessionId: session._id })
          expect(await seatsLeft()).toBe(8)
        },
      }
    },
  },
  'booking.rate': {
    leastPoints: 6,
    heals: false,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const { booking } = await book()
      await cloud.ask('staff', 'staff.checkInByName', { centreId: booking.centreId, bookingId: booking.id })
      cloud.later(3 * HOUR)
      return {
        openid,
        input: { bookingId: booking.id, stars: 4, line: '很好' },
        check: async () => {
          expect((await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking).toMatchObject({
            stars: 4,
          })
          const { rating } = await cloud.ask(openid, 'class.get', { offeringId: booking.offeringId })
          expect(rating?.count).toBeGreaterThan(0)
        },
      }
    },
  },
  'booking.makePass': {
    leastPoints: 5,
    heals: false,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const bookingId = (await book()).booking.id
      return {
        openid,
        input: { bookingId },
        check: async () => {
          const { pass } = await cloud.ask(openid, 'booking.pass', { bookingId })
          expect(await cloud.codeOf('grandma', 'pass.get', { bookingId, key: pass?.key ?? '' })).toBe('OK')
        },
      }
    },
  },
  'booking.revokePass': {
    leastPoints: 3,
    heals: false,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const bookingId = (await book()).booking.id
      const { pass } = await cloud.ask(openid, 'booking.makePass', { bookingId })
      return {
        openid,
        input: { bookingId, madeAt: pass?.madeAt ?? 0 },
        check: async () => {
          expect(await cloud.ask(openid, 'booking.pass', { bookingId })).toEqual({ pass: null })
        },
      }
    },
  },
  'booking.cancel': {
    leastPoints: 12,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book, seatsLeft } = await household()
      const { booking } = await book()
      return {
        openid,
        input: { bookingId: booking.id },
        check: async () => {
          expect((await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking.status).toBe('cancelled')
          expect(await seatsLeft()).toBe(10)
        },
      }
    },
  },
  'booking.removeMember': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book, seatsLeft } = await household()
      const { booking } = await book()
      return {
        openid,
        input: { bookingId: booking.id, memberId: 'doudou' },
        check: async () => {
          const { attendees } = (await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking
          expect(attendees.map(({ memberId }) => memberId)).toEqual(['guoguo'])
          expect(await seatsLeft()).toBe(9)
        },
      }
    },
  },
  'booking.addMember': {
    leastPoints: 16,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book, seatsLeft } = await household()
      const { booking } = await book()
      return {
        openid,
        input: { bookingId: booking.id, memberId: 'self' },
        check: async () => {
          const { attendees } = (await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking
          expect(attendees.map(({ memberId }) => memberId)).toEqual(['guoguo', 'doudou', 'self'])
          expect(await seatsLeft()).toBe(7)
        },
      }
    },
  },
  'booking.notices': {
    leastPoints: 4,
    heals: false,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const { booking } = await book()
      return {
        openid,
        input: { bookingId: booking.id, notices: ['changed'] },
        check: async () => {
          expect((await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking.notices).toEqual([
            'changed',
          ])
        },
      }
    },
  },
} satisfies Scenes
