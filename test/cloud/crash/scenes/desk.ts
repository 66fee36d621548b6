import { currentCode } from '@domain/checkin/code'
import { CENTRE } from '../../support/fixtures'
import type { Scenes } from '../stage'

export const deskScenes = {
  'staff.undoCheckIn': {
    leastPoints: 14,
    heals: true,
    scene: async ({ cloud, household }) => {
      const { openid, book } = await household()
      const { booking } = await book()
      const { qr } = currentCode(booking.secret ?? '', booking.id, Date.now())
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
