import { boardSessions } from '../../catalogue/board'
import { upcomingPage } from '../../catalogue/upcoming'
import type { Handler } from '../../kernel/router/router'

/** Lists the sessions that the desk may book. Spaces are booked by time, in the app. */
export const listUpcoming: Handler<'staff.coming'> = async ({ store, now }, { centreId, date, after }) => {
  const page = await upcomingPage(store, { centreId, status: 'open' }, { now, date, after })
  return { now, items: await boardSessions(store, page.items), next: page.next }
}
