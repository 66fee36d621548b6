import type { SpaceCard } from '@domain/contracts/views'
import { DAY, startOfLocalDay } from '@domain/time'
import { SPACE_FIELDS, spaceCards } from '../catalogue/space-views'
import type { Context } from '../kernel/router/context'
import { both, gte, lt } from '../kernel/store/port'

/** Most offerings of berths per centre. */
const MAX_OFFERINGS = 5

/** A centre's berths that can be booked today; empty when there are none. */
export async function berthsToday({ store, now }: Context, centreId: string): Promise<SpaceCard[]> {
  const today = startOfLocalDay(now)
  const rows = await store.sessions.find({
    where: { centreId, kind: 'berth', startsAt: both(gte(today), lt(today + DAY)) },
    sort: [['startsAt', 'asc']],
    limit: MAX_OFFERINGS,
    fields: SPACE_FIELDS,
  })
  return spaceCards(
    rows.filter(({ status }) => status === 'open'),
    now,
  )
}
