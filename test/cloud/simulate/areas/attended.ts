import { MINUTE } from '@domain/time'
import type { Documents } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Write } from '../../in-process/world'
import type { City } from './area'

/** A session or its bookings may change while a count reads them, for as long, ms. */
const READING = 2 * MINUTE

/** Who was checked in to sessions, counted from the bookings themselves and not by the code under test. */
export interface Attended {
  onWrite: (write: Write) => void
  /** Sessions of a class that began from `from` and ended before now, with those who came; null: it changed just now. */
  of: (offeringId: string, from: number) => { session: Documents['sessions']; attended: number | null }[]
}

/** Begins to watch a city. */
export function watchAttended({ simulation }: City): Attended {
  /** When a session or one of its bookings changed, epoch ms. */
  const changedAt = new Map<string, number>()
  return {
    onWrite: ({ collection, after }) => {
      if (collection === 'sessions') changedAt.set(after._id, simulation.now)
      if (collection === 'bookings') changedAt.set(after.sessionId, simulation.now)
    },
    of: (offeringId, from) =>
      simulation
        .matching('sessions', { offeringId, startsAt: { $gte: from } })
        .filter(({ status, endsAt }) => status === 'open' && endsAt <= simulation.now + simulation.clockStep)
        .map(session => {
          const { _id: sessionId, endsAt } = session
          const lately = Math.max(changedAt.get(sessionId) ?? 0, endsAt - simulation.clockStep)
          if (lately > simulation.now - READING) return { session, attended: null }
          const came = simulation
            .matching('bookings', { sessionId })
            .filter(({ status, checkIn }) => status === 'confirmed' && checkIn !== null)
          return { session, attended: came.reduce((sum, { partySize }) => sum + partySize, 0) }
        }),
  }
}
