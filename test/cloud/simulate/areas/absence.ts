import { HOUR, MINUTE } from '@domain/time'
import type { NoShowDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** No-shows, the reasons that excuse them, and appeals. */
export const absence: Area = {
  name: 'absence',
  acts: [{ does: 'excuse a whole session', perDay: 0.1, hours: [9, 22], run: excuse }],
  due: [
    {
      what: 'settling who did not come',
      collection: 'sessions',
      field: 'settleAt',
      where: { claimedAt: { $exists: false }, changedAt: 0 },
    },
  ],
  begin: city => {
    const { simulation } = city
    /** When sessions were settled, epoch ms. */
    const settledAt = new Map<string, number>()
    return {
      onWrite: ({ collection, before, after }) => {
        if (collection === 'sessions' && before?.settleAt && after.settleAt === null)
          settledAt.set(after._id, simulation.now + simulation.clockStep)
        if (collection !== 'noshows') return
        if (before === null && simulation.random.chance(0.3)) appeal(city, after)
        if (after.appealedAt > 0 && (before?.appealedAt ?? 0) === 0) decide(city, after)
      },
      // Until the session is settled, somebody may still be counted: only from then on an excuse can be done with.
      late: before =>
        simulation
          .between('sessions', 'excuseAt', { $gt: 0, $lte: before }, { settleAt: null })
          .filter(({ _id }) => (settledAt.get(_id) ?? 0) <= before)
          .map(({ _id }) => `${_id}: its excuse has not reached all records for too long`),
    }
  },
}

function appeal(city: City, { accountId, bookingId, memberId }: NoShowDocument): void {
  const { simulation } = city
  const resident = city.residentOf(accountId)
  if (!resident) return
  city.later(simulation.now + simulation.random.whole(MINUTE, 20 * HOUR), () => {
    city.phoneOf(resident).press('noshow.appeal', { bookingId, memberId, reason: '发烧了' })
  })
}

function decide(city: City, { _id: recordId, centreId }: NoShowDocument): void {
  const { simulation } = city
  const centre = city.centreOf(centreId)
  if (!centre) return
  const granted = simulation.random.chance(0.6)
  city.later(simulation.now + simulation.random.whole(MINUTE, 10 * HOUR), () => {
    city.managerOf(centre).press('staff.decideAppeal', { centreId, recordId, granted, note: '好' })
  })
}

function excuse(city: City, centre: CentrePlan): void {
  const { now } = city.simulation
  const over = city.coming(centre, ({ endsAt }) => endsAt < now)
  const session = city.oneOf(over)
  if (!session) return
  const input = { centreId: centre.id, sessionId: session._id, reason: '门口断网' }
  city.managerOf(centre).press('staff.excuseSession', input)
}
