import { currentCode } from '@domain/checkin/code'
import { LOCAL_TEMPLATES } from '@domain/notices/templates'
import { DAY } from '@domain/time'
import { CENTRE } from '../../../../worlds/fixtures/index'
import { cloudNow } from '../../support/clock'
import type { Scenes } from '../stage'

export const staffScenes = {
  'staff.checkIn': {
    leastPoints: 12,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const { booking } = await book()
      const { qr } = currentCode(booking.secret ?? '', booking.id, cloudNow())
      return {
        openid: 'staff',
        input: { centreId: CENTRE, code: qr },
        check: async () => {
          const seen = await cloud.ask(openid, 'booking.get', { bookingId: booking.id })
          const log = await cloud.stored('checkins', { bookingId: booking.id })
          expect(log).toHaveLength(1)
          expect(log[0]?.at).toBe(seen.booking.checkedInAt)
        },
      }
    },
  },
  'staff.uploadScans': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const { booking } = await book()
      const at = cloudNow()
      const { qr } = currentCode(booking.secret ?? '', booking.id, at)
      const scans = ['later', 'first'].map((name, n) => ({ nonce: `${name}-${booking.id}`, code: qr, at: at - n }))
      return {
        openid: 'staff',
        input: { centreId: CENTRE, scans },
        check: async () => {
          const log = await cloud.stored('checkins', { bookingId: booking.id })
          expect(log.filter(({ what }) => what === 'duplicate')).toHaveLength(1)
          const seen = await cloud.ask(openid, 'booking.get', { bookingId: booking.id })
          expect(seen.booking.checkedInAt).toBe(at - 1)
        },
      }
    },
  },
  'staff.setCapacity': {
    leastPoints: 12,
    heals: true,
    scene: async ({ fullHouse }) => {
      const { session, join, status, stored } = await fullHouse()
      const waiting = await join()
      return {
        openid: 'manager',
        input: { centreId: CENTRE, sessionId: session._id, capacity: 5 },
        check: async () => {
          expect(await stored()).toMatchObject({ capacity: 5, seatsLeft: 1, waiting: 0 })
          expect(await status(waiting.id)).toBe('offered')
        },
      }
    },
  },
  'staff.cancelSession': {
    leastPoints: 20,
    heals: true,
    scene: async ({ listener }) => {
      const { session, seen, told, seatsLeft } = await listener()
      return {
        openid: 'manager',
        input: { centreId: CENTRE, sessionId: session._id, reason: '老师请假' },
        check: async () => {
          expect(await seen()).toMatchObject({ status: 'cancelled', cancelledBy: 'centre', changeReason: '老师请假' })
          expect(await seatsLeft()).toBe(10)
          expect(await told()).toEqual([LOCAL_TEMPLATES.changed.templateId])
        },
      }
    },
  },
  'staff.moveSession': {
    leastPoints: 18,
    heals: true,
    scene: async ({ cloud, listener }) => {
      const { session, seen, told, seatsLeft } = await listener()
      const times = { startsAt: session.startsAt + DAY, endsAt: session.endsAt + DAY }
      return {
        openid: 'manager',
        input: { centreId: CENTRE, sessionId: session._id, ...times, reason: '停电' },
        check: async () => {
          expect(await seen()).toMatchObject({ status: 'confirmed', ...times, cancelUntil: times.startsAt })
          expect((await cloud.stored('sessions', { _id: session._id }))[0]?.moves).toBe(1)
          expect(await seatsLeft()).toBe(8)
          expect(await told()).toEqual([LOCAL_TEMPLATES.changed.templateId])
        },
      }
    },
  },
} satisfies Scenes
