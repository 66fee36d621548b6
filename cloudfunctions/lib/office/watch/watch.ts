import type { RouteFigures, Watch } from '@domain/contracts/office-watch'
import { quantile } from '@domain/office/watch'
import { DAY } from '@domain/time'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument, Documents, RouteUsage, UsageDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { both, gt, gte, lte, type Store, type Where } from '../../kernel/store/port'
import { AGENDA } from '../../kernel/work/agenda'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'

/** Four functions in 25 hours. */
const DOCUMENTS = 120

/** What is put aside is tried once a day: one that has not failed for longer is done, or no longer due. ms. */
const STANDS_FOR = 2 * DAY

const MESSAGE_FIELDS = ['remindAt', 'offerTellAt', 'drawTellAt', 'tellAt'] as const

/** Returns how the system does. Reads ten small answers at once; nothing is computed while people book. */
export const watchSystem: Handler<'office.watch'> = async ({ store, now }) => {
  const since = now - DAY
  const [agenda, usage, aside, migrations, messages, bookings, cancellations, checkIns] = await Promise.all([
    store.timer.get(AGENDA),
    store.usage.find({ where: { at: gte(since) }, sort: [['at', 'desc']], limit: DOCUMENTS }),
    store.setbacks.count({ aside: true, lastAt: gt(now - STANDS_FOR) }),
    store.migrations.find({ where: { doneAt: 0 }, limit: 10 }),
    earliestMessage(store, now),
    earliest(store, 'sessions', { claimedAt: both(gt(0), lte(now - STALE_CALL_AFTER)) }, 'claimedAt'),
    earliest(store, 'bookings', { releasing: true, cancelledAt: lte(now - STALE_CALL_AFTER) }, 'cancelledAt'),
    store.bookings.find({
      where: { unlogged: true },
      sort: [['activeUntil', 'asc']],
      limit: 1,
      fields: ['checkIn'],
    }),
  ])
  const watch: Watch = {
    now,
    since,
    timer: {
      lastTickAt: agenda?.tickedAt ?? null,
      tasks: Object.entries(agenda?.tasks ?? {}).map(([name, work]) => ({ name, ...work })),
    },
    waiting: [
      { what: 'messages', since: messages },
      { what: 'bookings', since: bookings },
      { what: 'cancellations', since: cancellations },
      { what: 'checkIns', since: checkIns[0]?.checkIn?.at ?? null },
    ],
    aside,
    migrations: migrations.map(({ _id: id, handled, failed, startsAt }) => ({ id, handled, failed, startsAt })),
    routes: routeFigures(usage),
  }
  return { watch }
}

/** When the earliest of these became due, epoch ms; null: there is none. */
async function earliest<Name extends 'bookings' | 'sessions'>(
  store: Store,
  name: Name,
  where: Where<Documents[Name]>,
  by: Extract<keyof Documents[Name], string>,
): Promise<number | null> {
  const collection = store[name] as unknown as { find: (query: object) => Promise<Record<string, unknown>[]> }
  const [first] = await collection.find({ where, sort: [[by, 'asc']], limit: 1, fields: [by] })
  return first ? Number(first[by]) : null
}

async function earliestMessage(store: Store, now: number): Promise<number | null> {
  const moments = await Promise.all(
    MESSAGE_FIELDS.map(field => earliest(store, 'bookings', { [field]: dueBy(now) } as Where<BookingDocument>, field)),
  )
  const due = moments.filter(moment => moment !== null)
  return due.length > 0 ? Math.min(...due) : null
}

/** Sums the hours of each route. */
function routeFigures(usage: readonly UsageDocument[]): RouteFigures[] {
  const byRoute = new Map<string, RouteUsage[]>()
  for (const { routes } of usage) {
    for (const [key, hour] of Object.entries(routes)) {
      const route = key.replaceAll(':', '.')
      byRoute.set(route, [...(byRoute.get(route) ?? []), hour])
    }
  }
  const figures = [...byRoute].map(([route, hours]): RouteFigures => {
    const calls = hours.reduce((sum, hour) => sum + (hour.calls ?? 0), 0)
    const database = hours.reduce((sum, hour) => sum + (hour.database ?? 0), 0)
    const durations = summed(hours.map(hour => hour.durations ?? {}))
    const codes = Object.entries(summed(hours.map(hour => hour.codes ?? {})))
    return {
      route,
      calls,
      codes: codes.map(([code, count]) => ({ code, calls: count })).sort((a, b) => b.calls - a.calls),
      p50: quantile(durations, 0.5),
      p95: quantile(durations, 0.95),
      database: calls === 0 ? 0 : Math.round((database / calls) * 10) / 10,
    }
  })
  return figures.sort((a, b) => b.calls - a.calls)
}

function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const each of counts) for (const [key, count] of Object.entries(each)) sums[key] = (sums[key] ?? 0) + count
  return sums
}
