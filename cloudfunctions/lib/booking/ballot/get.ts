import { drawDueAt } from '@domain/ballot/phase'
import { BALLOT_FORM, CLOSED_BALLOT_FORM } from '@domain/ballot/published'
import { SESSION_FIELDS } from '../../catalogue/session-views'
import { ticketHolderOf } from '../../kernel/ids'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'

export const getBallot: Handler<'ballot.get'> = async (context, { sessionId }) => {
  const { store, now, accountId } = context
  const session = requireFound(await store.sessions.get(sessionId, [...SESSION_FIELDS, 'drawn']), 'SESSION_NOT_FOUND')
  const { title, startsAt, waiting, status, seedHash = null, drawnAt, drawn } = session
  const drawAt = drawDueAt(session)
  if (drawAt === null) throw new AppError('NOT_A_BALLOT', null)
  return {
    now,
    accountId: drawn && !drawn.keyed ? accountId : ticketHolderOf(context, accountId),
    ballot: {
      form: drawn && drawn.closing === undefined ? BALLOT_FORM : CLOSED_BALLOT_FORM,
      sessionId,
      title,
      startsAt,
      drawDueAt: drawAt,
      waiting,
      cancelled: status === 'cancelled',
      seedHash,
      drawn:
        drawn && drawnAt
          ? {
              at: drawnAt,
              seed: drawn.seed,
              ...(drawn.closing === undefined ? {} : { closing: drawn.closing }),
              places: drawn.places,
              tickets: [...drawn.order].sort((a, b) => (a.id < b.id ? -1 : 1)),
              order: drawn.order.map(({ id }) => id),
              winners: drawn.winners,
            }
          : null,
    },
  }
}
