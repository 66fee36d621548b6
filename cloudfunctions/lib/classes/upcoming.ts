import type { SessionCard } from '@domain/contracts/views'
import type { SessionDocument } from '../store/documents'
import { gt, type Store, type Where } from '../store/port'
import { SESSION_FIELDS, sessionCard } from './views'

/** The next classes of a centre or an offering, soonest first. */
export async function classCards(
  store: Store,
  of: Where<SessionDocument>,
  now: number,
  limit: number,
): Promise<SessionCard[]> {
  const sessions = await store.sessions.find({
    where: { ...of, kind: 'class', startsAt: gt(now) },
    sort: [['startsAt', 'asc']],
    limit,
    fields: SESSION_FIELDS,
  })
  return sessions.map(sessionCard)
}
