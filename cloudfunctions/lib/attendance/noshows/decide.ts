import { maskName } from '@domain/people/members'
import { DAY } from '@domain/time'
import { refreshStanding } from '../../accounts/standing'
import { type Context, note as tellJournal } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { NoShowDocument } from '../../kernel/store/documents'
import { gt } from '../../kernel/store/port'
import { eachOf } from '../../kernel/work/task'

const SHOWN = 100

/** How far one looks back, how many are read for it, and how many are shown of them. */
const BACK = 365 * DAY
const READ_BACK = 500
const SHOWN_BACK = 40

/** Lists the appeals at a centre: those that wait, or those that were decided. */
export const listAppeals: Handler<'staff.appeals'> = async ({ store, now }, { centreId, decided = false }) => {
  const records = decided
    ? await store.noshows.find({ where: { centreId, 'appeal.at': gt(now - BACK), appealedAt: 0 }, limit: READ_BACK })
    : await store.noshows.find({
        where: { centreId, appealedAt: gt(0) },
        sort: [['appealedAt', 'asc']],
        limit: SHOWN,
      })
  const appeals = records.map(({ _id, nickname, title, startsAt, missedAt, appeal, excuse }) => {
    // The centre may have excused the whole session before anybody decided.
    const excused = decided && excuse ? { granted: true, note: excuse.note ?? '', at: excuse.at } : null
    const made = appeal?.decision ?? excused
    return {
      ...{ recordId: _id, name: maskName(nickname), title, startsAt, endsAt: missedAt },
      ...{ reason: appeal?.reason ?? '', appealedAt: appeal?.at ?? 0 },
      decision: made && { granted: made.granted, note: made.note, at: made.at },
    }
  })
  const latest = (one: (typeof appeals)[number]) => one.decision?.at ?? one.appealedAt
  return {
    now,
    appeals: decided ? appeals.sort((a, b) => latest(b) - latest(a)).slice(0, SHOWN_BACK) : appeals,
  }
}

/**
 * Decides an appeal, once. The record changes first; the account's standing follows, or is updated by a retry or the
 * timer. Throws NO_SHOW_NOT_FOUND, APPEAL_DECIDED, REQUEST_REUSED.
 */
export const decideAppeal: Handler<'staff.decideAppeal'> = async (context, input) => {
  const { store, now, actor, requestId } = context
  const { recordId, centreId, granted, note } = input
  const record = requireAtCentre(await store.noshows.get(recordId), centreId, 'NO_SHOW_NOT_FOUND')
  if (!record.appeal) throw new AppError('NO_SHOW_NOT_FOUND', null)
  tellJournal(context, {
    person: { id: record.accountId, name: record.nickname },
    subject: { id: record.sessionId, title: record.title },
    to: granted ? '同意' : '不同意',
    reason: note,
  })
  const decision = { granted, note, at: now, by: actor, requestId }
  const won = await store.noshows.update(
    { _id: recordId, appealedAt: gt(0) },
    {
      'appeal.decision': decision,
      appealedAt: 0,
      ...(granted ? { state: 'excused' as const, excuse: { reason: 'appeal' as const, at: now }, stale: true } : {}),
    },
  )
  const made = won === 1 ? decision : (await store.noshows.get(recordId))?.appeal?.decision
  if (made?.requestId !== requestId || made.by !== actor) {
    throw new AppError('APPEAL_DECIDED', { granted: made?.granted ?? false })
  }
  if (made.granted !== granted || made.note !== note) throw new AppError('REQUEST_REUSED', null)
  if (made.granted) await updateStanding(context, record)
  return { recordId, granted: made.granted }
}

/** Updates the account after a change of a record, then marks the record as no longer stale. Safe to repeat. */
export async function updateStanding(context: Context, { _id, accountId }: Pick<NoShowDocument, '_id' | 'accountId'>) {
  await refreshStanding(context, accountId)
  await context.store.noshows.update({ _id, stale: true }, { stale: false })
}

/** Finishes decisions whose call died before the account knew. */
export const reconcileStandings = eachOf(
  { name: 'standings', collection: 'noshows', due: () => ({ stale: true }), by: 'missedAt' },
  async (context, recordId) => {
    const record = await context.store.noshows.get(recordId, ['accountId'])
    if (record) await updateStanding(context, record)
  },
)
