import type { NoShowView } from '@domain/contracts/noshows'
import { NO_SHOW_MEMORY } from '@domain/noshows/ladder'
import { loadAccount } from '../../accounts/account'
import { standingOf } from '../../accounts/standing'
import type { Handler } from '../../kernel/router/router'
import type { NoShowDocument } from '../../kernel/store/documents'
import { gt } from '../../kernel/store/port'

/** Records returned; nobody who can book has more relevant ones. */
const SHOWN = 50

/** Returns the standing of the household's members, and the records behind it. */
export const getStanding: Handler<'standing.get'> = async (context, { bookingId }) => {
  const { store, accountId, now } = context
  const [account, records] = await Promise.all([
    loadAccount(context),
    store.noshows.find({
      where: bookingId === undefined ? { accountId, missedAt: gt(now - NO_SHOW_MEMORY) } : { bookingId, accountId },
      sort: [['missedAt', 'desc']],
      limit: SHOWN,
    }),
  ])
  return { now, people: standingOf(account, now), records: records.map(noShowView) }
}

/** A no-show record as its person sees it. */
export function noShowView(record: NoShowDocument): NoShowView {
  const { _id, bookingId, memberId, nickname, title, centreName, startsAt, missedAt, state, excuse, appeal } = record
  return {
    id: _id,
    bookingId,
    memberId,
    nickname,
    title,
    centreName,
    startsAt,
    endsAt: missedAt,
    state,
    excuse: excuse?.reason ?? null,
    excuseNote: excuse?.note ?? null,
    appeal: appeal && {
      reason: appeal.reason,
      at: appeal.at,
      decision: appeal.decision && {
        granted: appeal.decision.granted,
        note: appeal.decision.note,
        at: appeal.decision.at,
      },
    },
  }
}
