import { HOUR, MINUTE } from '@domain/time'
import { aHousehold } from '../../../../worlds/fixtures/index'
import { aSeries } from '../../support/series'
import type { Scenes, Stage } from '../stage'

/** A household and a series of two sessions, the first of them today. */
async function course({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [openid, id] = [`person-${n}`, `series-${n}`]
  const series = { id, count: 2, startsAt: now + 20 * MINUTE, rules: { cancelBefore: HOUR } }
  await cloud.seed({ sessions: aSeries(now, series), accounts: [aHousehold(openid, now)] })
  const input = { seriesId: id, memberIds: ['guoguo', 'doudou'] }
  const seats = async () =>
    (await cloud.stored('sessions', { 'series.id': id })).sort((a, b) => a.startsAt - b.startsAt).map(s => s.seatsLeft)
  const statuses = async () =>
    (await cloud.stored('bookings', { 'enrolment.of': 2, sessionId: { $regex: `^${id}-` } }))
      .sort((a, b) => a.startsAt - b.startsAt)
      .map(({ status }) => status)
  return { openid, input, seats, statuses }
}

export const seriesScenes = {
  'booking.createSeries': {
    leastPoints: 20,
    heals: true,
    scene: async stage => {
      const { openid, input, seats, statuses } = await course(stage)
      return {
        openid,
        input,
        check: async () => {
          expect(await statuses()).toEqual(['confirmed', 'confirmed'])
          expect(await seats()).toEqual([8, 8])
        },
      }
    },
  },
  'booking.cancelSeries': {
    leastPoints: 20,
    heals: true,
    scene: async stage => {
      const { openid, input, seats, statuses } = await course(stage)
      const { enrolment } = await stage.cloud.ask(openid, 'booking.createSeries', input)
      // Booked some time ago: the period in which everything can be cancelled is over.
      for (const { id } of enrolment.bookings) await stage.cloud.change('bookings', id, { createdAt: stage.now - HOUR })
      return {
        openid,
        input: { enrolmentId: enrolment.id },
        check: async () => {
          // The first one begins within the hour and can no longer be cancelled.
          expect(await statuses()).toEqual(['confirmed', 'cancelled'])
          expect(await seats()).toEqual([8, 10])
        },
      }
    },
  },
} satisfies Scenes
