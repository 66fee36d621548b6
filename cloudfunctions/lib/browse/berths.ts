import type { SpaceCard } from '@domain/contracts/views'
import { DAY, startOfLocalDay } from '@domain/time'
import { SPACE_FIELDS, spaceCards } from '../catalogue/space-views'
import { isOfDay, touching } from '../catalogue/touching'
import type { Context } from '../kernel/router/context'

/** Most days of berths per centre: five offerings, and the night before. */
const MAX_DAYS = 10

/** A centre's berths that can be booked today; empty when there are none. */
export async function berthsToday({ store, now }: Context, centreId: string): Promise<SpaceCard[]> {
  const today = startOfLocalDay(now)
  const rows = await store.sessions.find({
    where: { centreId, kind: 'berth', ...touching(today, today + DAY) },
    sort: [['startsAt', 'asc']],
    limit: MAX_DAYS,
    fields: SPACE_FIELDS,
  })
  return spaceCards(
    rows.filter(row => row.status === 'open' && isOfDay(row, today, now)),
    now,
  )
}
