import { currentCode } from '@domain/checkin/code'
import { CENTRE } from '../../../../worlds/fixtures/index'
import { cloudNow } from '../../support/clock'
import type { Scenes } from '../stage'

export const deskScenes = {
  'staff.walkIn': {
    leastPoints: 18,
    heals: true,
    scene: async ({ cloud, desk }) => {
      const { session, stored, bookings } = await desk()
      return {
        openid: 'staff',
        input: { centreId: CENTRE, sessionId: session._id, people: 3, name: '李大爷' },
        check: async () => {
          expect(await bookings()).toMatchObject([{ status: 'confirmed', partySize: 3, checkIn: { way: 'walk-in' } }])
          expect(await stored()).toMatchObject({ reserve: 0, seatsLeft: 7 })
          expect(await cloud.stored('checkins', { sessionId: session._id })).toMatchObject([{ what: 'in' }])
        },
      }
    },
  },
  'staff.bookFor': {
    leastPoints: 14,
    heals: true,
    scene: async ({ desk }) => {
      const { guest, stored, bookings } = await desk()
      return {
        openid: 'staff',
        input: guest,
        check: async () => {
          expect(await bookings()).toMatchObject([{ status: 'confirmed', checkIn: null, fromReserve: 2 }])
          expect(await stored()).toMatchObject({ reserve: 0, reserveTaken: 2, seatsLeft: 8 })
        },
      }
    },
  },
  'staff.cancelFor': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, desk }) => {
      const { guest, stored, bookings } = await desk()
      const { bookingId } = await cloud.ask('staff', 'staff.bookFor', guest)
      return {
        openid: 'staff',
        input: { centreId: CENTRE, bookingId },
        check: async () => {
          expect(await bookings()).toMatchObject([{ status: 'cancelled', releasing: false }])
          expect(await stored()).toMatchObject({ reserve: 2, reserveTaken: 0, seatsLeft: 8 })
        },
      }
    },
  },
  'staff.releaseBooking': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book, seatsLeft } = await household()
      const { booking } = await book()
      return {
        openid: 'staff',
        input: { centreId: CENTRE, bookingId: booking.id, reason: '孩子发烧' },
        check: async () => {
          const seen = await cloud.ask(openid, 'booking.get', { bookingId: booking.id })
          expect(seen.booking).toMatchObject({ status: 'cancelled', cancelledBy: 'desk', changeReason: '孩子发烧' })
          expect(await seatsLeft()).toBe(10)
        },
      }
    },
  },
  'staff.checkInByName': {
    leastPoints: 12,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { book } = await household()
      const { booking } = await book()
      return {
        openid: 'staff',
        input: { centreId: CENTRE, bookingId: booking.id },
        check: async () => {
          const log = await cloud.stored('checkins', { bookingId: booking.id })
          expect(log).toMatchObject([{ what: 'in', way: 'name' }])
        },
      }
    },
  },
  'staff.undoCheckIn': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const { booking } = await book()
      const { qr } = currentCode(booking.secret ?? '', booking.id, cloudNow())
      await cloud.ask('staff', 'staff.checkIn', { centreId: CENTRE, code: qr })
      return {
        openid: 'staff',
        input: { centreId: CENTRE, bookingId: booking.id, reason: '点错人了' },
        check: async () => {
          expect((await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking.checkedInAt).toBeNull()
          const log = await cloud.stored('checkins', { bookingId: booking.id })
          expect(log.sort((a, b) => a.n - b.n)).toMatchObject([{ what: 'in' }, { what: 'undo', reason: '点错人了' }])
        },
      }
    },
  },
} satisfies Scenes
