import { boardOf } from '../../catalogue/board'
import { comingPage } from '../../catalogue/upcoming'
import type { Handler } from '../../kernel/router/router'

/** What somebody who calls may be booked for. Spaces are booked by time, in the app. */
export const listComing: Handler<'staff.coming'> = async ({ store, now }, { centreId, date, after }) => {
  const page = await comingPage(store, { centreId, status: 'open' }, { now, date, after })
  return { now, items: await boardOf(store, page.items), next: page.next }
}
