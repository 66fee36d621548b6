import { both, gte, lte, neq, oneOf, type Store } from '../kernel/store/port'

/** A session that is over and was not cancelled, with the people who were checked in. */
export interface AttendedSession {
  sessionId: string
  offeringId: string
  title: string
  startsAt: number
  endsAt: number
  attended: number
}

/** Counts who came to sessions of some offerings that began from `from` and are over, at most the latest `most`. */
export async function attendedSessions(
  store: Store,
  offeringIds: readonly string[],
  { from, now, most }: { from: number; now: number; most: number },
): Promise<AttendedSession[]> {
  if (offeringIds.length === 0) return []
  const sessions = await store.sessions.find({
    where: { offeringId: oneOf([...new Set(offeringIds)]), status: 'open', startsAt: both(gte(from), lte(now)) },
    sort: [['startsAt', 'desc']],
    limit: most,
    fields: ['offeringId', 'title', 'startsAt', 'endsAt'],
  })
  const held = sessions.filter(({ endsAt }) => endsAt <= now)
  if (held.length === 0) return []
  const came = await store.bookings.tally(
    { sessionId: oneOf(held.map(({ _id }) => _id)), status: 'confirmed', checkIn: neq(null) },
    'sessionId',
    'partySize',
    'checkIn',
  )
  return held.map(({ _id: sessionId, offeringId, title, startsAt, endsAt }) => ({
    ...{ sessionId, offeringId, title, startsAt, endsAt, attended: came.get(sessionId)?.all ?? 0 },
  }))
}
