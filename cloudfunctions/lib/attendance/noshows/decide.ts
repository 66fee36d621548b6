import { maskName } from '@domain/people/members'
import { refreshStanding } from '../../accounts/standing'
import type { Context } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { NoShowDocument } from '../../kernel/store/documents'
import { gt } from '../../kernel/store/port'
import { forEachIsolated } from '../../kernel/work/background'

const SHOWN = 100
/** Work of one tick is bounded. */
const BATCH = 20

/** Appeals at a centre that nobody has decided yet. */
export const listAppeals: Handler<'staff.appeals'> = async ({ store, now }, { centreId }) => {
  const records = await store.noshows.find({
    where: { centreId, appealedAt: gt(0) },
    sort: [['appealedAt', 'asc']],
    limit: SHOWN,
  })
  return {
    now,
    appeals: records.map(({ _id, nickname, title, startsAt, missedAt, appeal, appealedAt }) => ({
      recordId: _id,
      name: maskName(nickname),
      title,
      startsAt,
      endsAt: missedAt,
      reason: appeal?.reason ?? '',
      appealedAt,
    })),
  }
}

/**
 * Decides an appeal once. The record changes first; what that means for the account follows, from a retry or from the
 * timer if we cannot.
 */
export const decideAppeal: Handler<'staff.decideAppeal'> = async (context, input) => {
  const { store, now, accountId, requestId } = context
  const { recordId, centreId, granted, note } = input
  const record = requireAtCentre(await store.noshows.get(recordId), centreId, 'NO_SHOW_NOT_FOUND')
  if (!record.appeal) throw new AppError('NO_SHOW_NOT_FOUND', null)
  const decision = { granted, note, at: now, by: accountId, requestId }
  const won = await store.noshows.update(
    { _id: recordId, appealedAt: gt(0) },
    {
      'appeal.decision': decision,
      appealedAt: 0,
      ...(granted ? { state: 'excused' as const, excuse: { reason: 'appeal' as const, at: now }, stale: true } : {}),
    },
  )
  const made = won === 1 ? decision : (await store.noshows.get(recordId))?.appeal?.decision
  if (made?.requestId !== requestId || made.by !== accountId) {
    throw new AppError('APPEAL_DECIDED', { granted: made?.granted ?? false })
  }
  if (made.granted !== granted || made.note !== note) throw new AppError('REQUEST_REUSED', null)
  if (made.granted) await updateStanding(context, record)
  return { recordId, granted: made.granted }
}

/** What a record that changed means for its account is written; then it is no longer stale. Safe to repeat. */
export async function updateStanding(context: Context, { _id, accountId }: Pick<NoShowDocument, '_id' | 'accountId'>) {
  await refreshStanding(context, accountId)
  await context.store.noshows.update({ _id, stale: true }, { stale: false })
}

/** Finishes decisions whose call died before the account knew. */
export async function reconcileStandings(context: Context): Promise<void> {
  const stale = await context.store.noshows.find({ where: { stale: true }, limit: BATCH, fields: ['accountId'] })
  await forEachIsolated(stale, record => updateStanding(context, record))
}
