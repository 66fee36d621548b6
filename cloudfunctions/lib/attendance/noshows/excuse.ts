import type { Excused } from '@domain/noshows/excuse'
import { boardSession } from '../../catalogue/board'
import { type Context, note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { NoShowDocument } from '../../kernel/store/documents'
import { excluding, exists, gt } from '../../kernel/store/port'
import { type PartWork, readParts, workOnParts } from '../../kernel/work/parts'
import { eachOf, MORE } from '../../kernel/work/task'
import { updateStanding } from './decide'

/** Records excused per run; the rest is left to the next tick. */
const RECORDS = 100

/**
 * Excuses all absences of a session. One conditional write stores the excuse on the session; from then on no absence
 * counts, and records written before are updated: a hundred in this call, the rest by the timer.
 */
export const excuseSession: Handler<'staff.excuseSession'> = async (context, { centreId, sessionId, reason }) => {
  const { store, now } = context
  const excused = await writeExcuse(context, centreId, sessionId, reason)
  await propagateExcuse(context, sessionId)
  note(context, { reason })
  return { now, session: await boardSession(store, centreId, sessionId), excused }
}

async function writeExcuse(
  context: StaffContext,
  centreId: string,
  sessionId: string,
  reason: string,
): Promise<Excused> {
  const { store, now, actor, requestId } = context
  const read = async () => {
    const session = await store.sessions.get(sessionId, ['centreId', 'status', 'endsAt', 'excused'])
    return requireAtCentre(session, centreId, 'SESSION_NOT_FOUND')
  }
  const { status, endsAt, excused } = await read()
  if (!excused) {
    if (status === 'cancelled') throw new AppError('SESSION_CANCELLED', null)
    if (now < endsAt) throw new AppError('SESSION_NOT_OVER', { endsAt })
    const change = { reason, at: now, by: actor, requestId }
    const won = await store.sessions.update(
      { _id: sessionId, status: 'open', excused: exists(false) },
      { excused: change, excuseAt: now },
    )
    if (won === 1) return { reason, at: now }
  }
  const made = excused ?? (await read()).excused
  if (!made || made.requestId !== requestId || made.by !== actor || made.reason !== reason) {
    throw new AppError('SESSION_EXCUSED', { reason: made?.reason ?? '' })
  }
  return { reason: made.reason, at: made.at }
}

/** Lets the records of excused sessions follow. Idempotent; two ticks at once do no harm. */
export const propagateExcuses = eachOf(
  { name: 'excuses', collection: 'sessions', due: () => ({ excuseAt: gt(0) }), by: 'excuseAt' },
  propagateExcuse,
)

/** Until the session is settled, a tick that had read it before may still count somebody: it is looked at again. */
async function propagateExcuse(context: Context, sessionId: string): Promise<typeof MORE | undefined> {
  const { store } = context
  const session = await store.sessions.get(sessionId, ['excused', 'excuseAt', 'settleAt'])
  if (!session?.excused || !session.excuseAt) return
  const { reason, at } = session.excused
  const { items, isMore } = await readParts(context, excuses, sessionId, RECORDS, without =>
    store.noshows.find({ where: { sessionId, state: 'counted', ...excluding(without) }, limit: RECORDS }),
  )
  await workOnParts(context, excuses, {
    items,
    partOf: ({ _id }) => ({ id: _id, of: sessionId }),
    work: record => excuse(context, record, { reason, at }),
  })
  if (isMore) return MORE
  if (session.settleAt !== null) return
  await store.sessions.update({ _id: sessionId, excuseAt: session.excuseAt }, { excuseAt: 0 })
}

/** A record that could not be excused with the others of its session. */
export const excuses: PartWork = {
  name: 'excuses',
  do: async (context, { id, of }) => {
    const [record, session] = await Promise.all([
      context.store.noshows.get(id),
      context.store.sessions.get(of, ['excused']),
    ])
    if (record?.state === 'counted' && session?.excused) await excuse(context, record, session.excused)
  },
}

/** An appeal that waits for an answer has it with this. */
async function excuse(context: Context, record: NoShowDocument, { reason, at }: Excused): Promise<void> {
  await context.store.noshows.update(
    { _id: record._id, state: 'counted' },
    { state: 'excused', excuse: { reason: 'centre', at, note: reason }, appealedAt: 0, stale: true },
  )
  await updateStanding(context, record)
}
