import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { NoShowDocument } from '../../kernel/store/documents'
import type { Store } from '../../kernel/store/port'
import { recordIdOf } from './finalize'
import { noShowView } from './records'

/**
 * Appeals against a no-show. One conditional update decides between several appeals. Throws NO_SHOW_NOT_FOUND,
 * ALREADY_APPEALED, REQUEST_REUSED.
 */
export const appealNoShow: Handler<'noshow.appeal'> = async (context, { bookingId, memberId, reason }) => {
  const { store, accountId, requestId, now } = context
  const recordId = recordIdOf(bookingId, memberId)
  const record = await recordOf(store, recordId, accountId)
  if (record.appeal === null && record.state === 'counted') {
    const appeal = { reason, at: now, requestId, decision: null }
    const won = await store.noshows.update(
      { _id: recordId, appeal: null, state: 'counted' },
      { appeal, appealedAt: now },
    )
    if (won === 1) return { record: noShowView({ ...record, appeal }) }
  }
  const current = await recordOf(store, recordId, accountId)
  if (current.appeal && current.appeal.requestId !== requestId) {
    throw new AppError('ALREADY_APPEALED', { appealedAt: current.appeal.at })
  }
  if (current.appeal && current.appeal.reason !== reason) throw new AppError('REQUEST_REUSED', null)
  // A replay, or a record that does not count.
  return { record: noShowView(current) }
}

async function recordOf(store: Store, recordId: string, accountId: string): Promise<NoShowDocument> {
  const record = await store.noshows.get(recordId)
  if (record?.accountId !== accountId) throw new AppError('NO_SHOW_NOT_FOUND', null)
  return record
}
