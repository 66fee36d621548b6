import { KINDS } from '@domain/offerings/kinds'
import { monthFigures, nextMonth } from '@domain/office/roll-up'
import { atLocal, DAY, HOUR, localDate, localMonth, MINUTE, startOfLocalDay, weekday } from '@domain/time'
import type { Context } from '../../kernel/router/context'
import type { CentreDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { both, exists, gt, gte, lt, lte, oneOf, type Store } from '../../kernel/store/port'
import { readAll } from '../../kernel/store/read-all'
import { mapChunks } from '../../kernel/work/background'
import { eachOf, MORE } from '../../kernel/work/task'
import { countPeopleOf } from './count-people'
import { countSessions } from './figures'

/** When the night's count begins, and over how many minutes the centres are spread. */
const BEGINS = HOUR
const SPREAD = 120
/** Late scans and answers to appeals change past days: the last month is counted again each night, half a year each week. */
const AGAIN_NIGHTLY = 35 * DAY
const AGAIN_WEEKLY = 190 * DAY

/** What a count finds out. A centre whose months were counted by an earlier release is counted from its first session on. */
const SHAPE = 2

/** Most stations of a centre. */
const MAX_STATIONS = 100

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
    const centre = await store.centres.get(centreId, ['order', 'countAt', 'countFrom', 'countShape'])
    if (!centre?.countAt || centre.countAt > now) return
    const yesterday = startOfLocalDay(now) - DAY
    const last = localMonth(yesterday)
    const from = centre.countShape === SHAPE ? centre.countFrom : undefined
    const first = from ?? (await firstMonth(store, centreId)) ?? last
    const [month = last] = [first, last].sort()
    await countMonth(context, centreId, month)
    // Of two ticks at once, the second finds another month here and changes nothing.
    const here = { _id: centreId, countAt: centre.countAt, countFrom: centre.countFrom ?? exists(false) }
    if (month < last) {
      await store.centres.update(here, { countFrom: nextMonth(month), countShape: SHAPE })
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
    countShape: SHAPE,
  }
}

/** The month of the first session of a centre, or of the first visit to one of its stations; null: it has had none. */
async function firstMonth(store: Store, centreId: string): Promise<string | null> {
  const [sessions, stations] = await Promise.all([
    store.sessions.find({
      where: { centreId, kind: oneOf(KINDS), startsAt: gt(0) },
      sort: [['startsAt', 'asc']],
      limit: 1,
      fields: ['startsAt'],
    }),
    stationsOf(store, centreId),
  ])
  const visits = await mapChunks(stations, part =>
    Promise.all(
      part.map(({ _id: stationId }) =>
        store.visits.find({ where: { stationId, from: gt(0) }, sort: [['from', 'asc']], limit: 1, fields: ['from'] }),
      ),
    ),
  )
  const moments = [...sessions.map(({ startsAt }) => startsAt), ...visits.flat(2).map(({ from }) => from)]
  return moments.length === 0 ? null : localMonth(Math.min(...moments))
}

function stationsOf(store: Store, centreId: string) {
  return store.stations.find({ where: { centreId }, limit: MAX_STATIONS, fields: ['name'] })
}

/** Counts the days of a month that are over. A month without sessions and visits needs no document. */
async function countMonth({ store, now }: Context, centreId: string, month: string): Promise<void> {
  const end = Math.min(atLocal(`${nextMonth(month)}-01`), startOfLocalDay(now))
  const start = atLocal(`${month}-01`)
  const [sessions, visits] = await Promise.all([
    countSessions(store, centreId, start, end),
    visitsOf(store, centreId, start, end),
  ])
  const classes = sessions.filter(({ kind }) => kind === 'class')
  const figures = { ...monthFigures(sessions, visits), people: await countPeopleOf(store, centreId, start, classes) }
  const _id = `${centreId}-${month}`
  const counted = { ...figures, countedAt: now }
  // A count that was begun later has seen more.
  const changed = await store.figures.update({ _id, countedAt: lte(now) }, counted)
  if (changed === 0 && (Object.keys(figures.days).length > 0 || visits.length > 0))
    await store.figures.insert({ _id, centreId, month, ...counted })
}

/** When visits to the rest stations of a centre began, epoch ms. */
async function visitsOf(store: Store, centreId: string, start: number, end: number): Promise<number[]> {
  const visits = await mapChunks(await stationsOf(store, centreId), part =>
    Promise.all(
      part.map(({ _id }) => readAll(store.visits, { stationId: _id, from: both(gte(start), lt(end)) }, ['from'])),
    ),
  )
  return visits.flat(2).map(({ from }) => from)
}
