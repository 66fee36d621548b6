import { DAY } from '@domain/time'
import type { StaffContext } from '../../kernel/router/context'
import type { Handler } from '../../kernel/router/router'
import type { SetbackDocument } from '../../kernel/store/documents'
import { gt, oneOf, type Where } from '../../kernel/store/port'

const SHOWN = 50

/** What is put aside is tried once a day: one that has not failed for longer is done, or no longer due. ms. */
const STANDS_FOR = 2 * DAY

/** Most centres of a county. */
const CENTRES = 500

/** Lists the work of the timer at a place that was put aside and still fails; of the whole city, also that of no centre. */
export const listSetbacks: Handler<'office.setbacks'> = async context => {
  const { store, now } = context
  const rows = await store.setbacks.find({
    where: { ...(await placeOf(context)), aside: true, lastAt: gt(now - STANDS_FOR) },
    sort: [['lastAt', 'desc']],
    limit: SHOWN,
  })
  return {
    now,
    setbacks: rows.map(({ _id: id, task, item, of: sessionId, centreId, failures, since, lastAt, nextAt, error }) => ({
      id,
      task,
      item,
      sessionId,
      centreId: centreId ?? null,
      failures,
      since,
      lastAt,
      nextAt,
      error,
    })),
  }
}

async function placeOf({ store, place }: StaffContext): Promise<Where<SetbackDocument>> {
  const { centreId, county } = place
  if (centreId !== null) return { centreId }
  if (county === null) return {}
  const centres = await store.centres.find({ where: { county }, limit: CENTRES, fields: ['order'] })
  return { centreId: oneOf(centres.map(({ _id }) => _id)) }
}
