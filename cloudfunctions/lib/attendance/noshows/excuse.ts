import type { Excused } from '@domain/noshows/excuse'
import { boardSession } from '../../catalogue/board'
import type { Context, StaffContext } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { NoShowDocument } from '../../kernel/store/documents'
import { exists, gt } from '../../kernel/store/port'
import { forEachConcurrent, forEachIsolated } from '../../kernel/work/background'
import { updateStanding } from './decide'

/** Records excused per run; the rest is left to the next tick. */
const RECORDS = 100
/** Sessions per tick. */
const SESSIONS = 20

/**
 * Excuses all absences of a session. One conditional write stores the excuse on the session; from then on no absence
 * counts, and records written before are updated: a hundred in this call, the rest by the timer.
 */
export const excuseSession: Handler<'staff.excuseSession'> = async (context, { centreId, sessionId, reason }) => {
  const { store, now } = context
  const excused = await writeExcuse(context, centreId, sessionId, reason)
  await propagateExcuse(context, sessionId)
  return { now, session: await boardSession(store, centreId, sessionId), excused }
}

async function writeExcuse(
  context: StaffContext,
  centreId: string,
  sessionId: string,
  reason: string,
): Promise<Excused> {
  const { store, now, accountId, requestId } = context
  const read = async () => {
    const session = await store.sessions.get(sessionId, ['centreId', 'status', 'endsAt', 'excused'])
    return requireAtCentre(session, centreId, 'SESSION_NOT_FOUND')
  }
  const { status, endsAt, excused } = await read()
  if (!excused) {
    if (status === 'cancelled') throw new AppError('SESSION_CANCELLED', null)
    if (now < endsAt) throw new AppError('SESSION_NOT_OVER', { endsAt })
    const change = { reason, at: now, by: accountId, requestId }
    const won = await store.sessions.update(
      { _id: sessionId, status: 'open', excused: exists(false) },
      { excused: change, excuseAt: now },
    )
    if (won === 1) return { reason, at: now }
  }
  const made = excused ?? (await read()).excused
  if (!made || made.requestId !== requestId || made.by !== accountId || made.reason !== reason) {
    throw new AppError('SESSION_EXCUSED', { reason: made?.reason ?? '' })
  }
  return { reason: made.reason, at: made.at }
}

/** Updates the records of excused sessions. Idempotent, also for concurrent ticks. */
export async function propagateExcuses(context: Context): Promise<void> {
  const sessions = await context.store.sessions.find({
    where: { excuseAt: gt(0) },
    sort: [['excuseAt', 'asc']],
    limit: SESSIONS,
    fields: ['excuseAt'],
  })
  await forEachIsolated(sessions, ({ _id }) => propagateExcuse(context, _id))
}

/**
 * Until the session is finalized, a tick that read it before may still add a counted record, so it is checked again.
 */
async function propagateExcuse(context: Context, sessionId: string): Promise<void> {
  const { store } = context
  const session = await store.sessions.get(sessionId, ['excused', 'excuseAt', 'settleAt'])
  if (!session?.excused || !session.excuseAt) return
  const { reason, at } = session.excused
  const counted = await store.noshows.find({ where: { sessionId, state: 'counted' }, limit: RECORDS })
  await forEachConcurrent(counted, record => excuse(context, record, { reason, at }))
  if (counted.length === RECORDS || session.settleAt !== null) return
  await store.sessions.update({ _id: sessionId, excuseAt: session.excuseAt }, { excuseAt: 0 })
}

/** An undecided appeal is resolved by this. */
async function excuse(context: Context, record: NoShowDocument, { reason, at }: Excused): Promise<void> {
  await context.store.noshows.update(
    { _id: record._id, state: 'counted' },
    { state: 'excused', excuse: { reason: 'centre', at, note: reason }, appealedAt: 0, stale: true },
  )
  await updateStanding(context, record)
}
