import { KINDS } from '@domain/offerings/kinds'
import { monthFigures, nextMonth } from '@domain/office/roll-up'
import { atLocal, DAY, HOUR, localDate, localMonth, MINUTE, startOfLocalDay, weekday } from '@domain/time'
import type { Context } from '../../kernel/router/context'
import type { CentreDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { exists, gt, lte, oneOf, type Store } from '../../kernel/store/port'
import { eachOf, MORE } from '../../kernel/work/task'
import { countSessions } from './figures'

/** When the night's count begins, and over how many minutes the centres are spread. */
const BEGINS = HOUR
const SPREAD = 120
/** Late scans and answers to appeals change past days: the last month is counted again each night, half a year each week. */
const AGAIN_NIGHTLY = 35 * DAY
const AGAIN_WEEKLY = 190 * DAY

type Counted = Pick<CentreDocument, 'order' | 'countAt' | 'countFrom'>

/**
 * Counts the figures of past days of a centre, one month after the other, from its sessions and bookings: a count replaces what
 * was stored, so it may run twice, and whatever was missed is right after the next one. A tick that dies continues with the month
 * at which it was.
 */
export const countFigures = eachOf(
  { name: 'figures', collection: 'centres', due: now => ({ countAt: dueBy(now) }), by: 'countAt' },
  async (context, centreId) => {
    const { store, now } = context
    const centre = await store.centres.get(centreId, ['order', 'countAt', 'countFrom'])
    if (!centre?.countAt || centre.countAt > now) return
    const yesterday = startOfLocalDay(now) - DAY
    const last = localMonth(yesterday)
    const first = centre.countFrom ?? (await firstMonth(store, centreId)) ?? last
    const [month = last] = [first, last].sort()
    await countMonth(context, centreId, month)
    // Of two ticks at once, the second finds another month here and changes nothing.
    const here = { _id: centreId, countAt: centre.countAt, countFrom: centre.countFrom ?? exists(false) }
    if (month < last) {
      await store.centres.update(here, { countFrom: nextMonth(month) })
      return MORE
    }
    await store.centres.update(here, next(centre, now, yesterday))
  },
)

function next({ order }: Counted, now: number, yesterday: number) {
  const midnight = startOfLocalDay(now, 1)
  const again = weekday(midnight) === 1 ? AGAIN_WEEKLY : AGAIN_NIGHTLY
  return {
    countFrom: localMonth(midnight - again),
    countAt: midnight + BEGINS + (order % SPREAD) * MINUTE,
    countedTo: localDate(yesterday),
  }
}

/** The month of the first session of a centre; null: it has had none. */
async function firstMonth(store: Store, centreId: string): Promise<string | null> {
  const [first] = await store.sessions.find({
    where: { centreId, kind: oneOf(KINDS), startsAt: gt(0) },
    sort: [['startsAt', 'asc']],
    limit: 1,
    fields: ['startsAt'],
  })
  return first ? localMonth(first.startsAt) : null
}

/** Counts the days of a month that are over. A month without sessions needs no document. */
async function countMonth({ store, now }: Context, centreId: string, month: string): Promise<void> {
  const end = Math.min(atLocal(`${nextMonth(month)}-01`), startOfLocalDay(now))
  const figures = monthFigures(await countSessions(store, centreId, atLocal(`${month}-01`), end))
  const _id = `${centreId}-${month}`
  const counted = { ...figures, countedAt: now }
  // A count that was begun later has seen more.
  const changed = await store.figures.update({ _id, countedAt: lte(now) }, counted)
  if (changed === 0 && Object.keys(figures.days).length > 0)
    await store.figures.insert({ _id, centreId, month, ...counted })
}
