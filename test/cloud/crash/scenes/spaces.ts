import { DAY, MINUTE } from '@domain/time'
import { aDay, CENTRE, units } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

const SLOT = 30 * MINUTE

/** A room with cleaning after each booking, in a session of its own. */
async function room({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [_id, openid] = [`day-${n}`, `person-${n}`]
  await cloud.seed({ sessions: [aDay(now, { _id, layout: { units: units('r', 2), choose: false, gapSlots: 1 } })] })
  const span = { startsAt: now + DAY + 2 * SLOT, endsAt: now + DAY + 4 * SLOT }
  const input = { sessionId: _id, memberIds: ['self'], span }
  const stored = async () => (await cloud.stored('sessions', { _id }))[0]
  const closing = { centreId: CENTRE, sessionId: _id, ...span, unit: 'r1', reason: '检修' }
  return { openid, input, stored, closing }
}

export const spaceScenes = {
  'staff.closeSpots': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { closing, stored } = await room(stage)
      const check = async () => {
        const day = await stored()
        expect(Object.values(day?.closures ?? {})).toMatchObject([{ reason: '检修', opened: null }])
        expect(day?.seatsLeft).toBe(22)
      }
      return { openid: 'manager', input: closing, check }
    },
  },
  'staff.openSpots': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { closing, stored } = await room(stage)
      const { closures } = await stage.cloud.ask('manager', 'staff.closeSpots', closing)
      const input = { centreId: CENTRE, sessionId: closing.sessionId, closureId: closures[0]?.id ?? '' }
      const check = async () => expect(await stored()).toMatchObject({ spots: {}, seatsLeft: 24 })
      return { openid: 'manager', input, check }
    },
  },
} satisfies Scenes

/** The routes that have scenes of classes, repeated with spans of a space. */
export const spanScenes = {
  'booking.create': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { openid, input, stored } = await room(stage)
      const check = async () => {
        const { items } = await stage.cloud.ask(openid, 'booking.list', { scope: 'coming' })
        expect(items).toMatchObject([{ status: 'confirmed', ...input.span }])
        expect((await stored())?.seatsLeft).toBe(21)
      }
      return { openid, input, check }
    },
  },
  'booking.cancel': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { openid, input, stored } = await room(stage)
      const { booking } = await stage.cloud.ask(openid, 'booking.create', input)
      const check = async () => expect(await stored()).toMatchObject({ spots: {}, claims: {}, seatsLeft: 24 })
      return { openid, input: { bookingId: booking.id }, check }
    },
  },
} satisfies Scenes
