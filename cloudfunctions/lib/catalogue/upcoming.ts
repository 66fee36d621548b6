import type { Page, SessionCard } from '@domain/contracts/views'
import { atLocal, DAY } from '@domain/time'
import type { SessionDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { gt, type Store, type Where } from '../kernel/store/port'
import { SESSION_FIELDS, type SessionRow, sessionCard } from './session-views'

/** A page of classes that start from now on, or within local days from a date (one, unless `days` says more), soonest first. */
export function upcomingPage(
  store: Store,
  of: Where<SessionDocument>,
  { now, date, days = 1, after }: { now: number; date: string | undefined; days?: number; after: string | undefined },
): Promise<Page<SessionRow>> {
  const dayStart = date === undefined ? now : atLocal(date)
  return findPage(store.sessions, {
    where: { ...of, kind: 'class' },
    by: 'startsAt',
    direction: 'asc',
    from: Math.max(now, dayStart),
    ...(date === undefined ? {} : { to: dayStart + days * DAY }),
    after,
    fields: SESSION_FIELDS,
  })
}

/** The next classes that match, soonest first. */
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
