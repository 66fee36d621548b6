import { FAR_FUTURE } from '@domain/stations/state'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { markCentres } from '../catalogue/search-index'
import { gt, lte, not, remove } from '../kernel/store/port'
import { AGENDA } from '../kernel/work/agenda'
import { eachOf, MORE } from '../kernel/work/task'
import { indexCentre, readCentre } from './build'

/** When a centre that could not be read is tried again, ms. */
const RETRY_AFTER = HOUR
/** Centres that are read in one step. */
const CENTRES = 5
/** The platform returns no more documents at once; no city has so many centres. */
const MAX_CENTRES = 1000
/** How often the index is compared with the centres. */
const COMPARE_EVERY = 6 * HOUR
/** Entries are read again after this time even without a mark: whatever was missed is made up for. */
const READ_AGAIN_AFTER = 3 * DAY
/** A new timer first does what people wait for. */
const AFTER_START = 10 * MINUTE

/** Reads the marked centres again and writes their entries. A mark that is made meanwhile stays. */
export const writeSearchIndex = eachOf(
  { name: 'writeSearchIndex', collection: 'search', due: now => ({ dueAt: lte(now) }), by: 'dueAt', atOnce: 2 },
  async ({ store, now, partFailed }, shardId) => {
    const shard = await store.search.get(shardId, ['due', 'marks'])
    if (!shard) return
    const due = Object.entries(shard.due).filter(([, at]) => at <= now)
    for (const [centreId, at] of due.slice(0, CENTRES)) {
      const mark = { _id: shardId, [`due.${centreId}`]: at }
      try {
        const parts = await readCentre(store, centreId, now)
        if (parts) {
          const entries = { [`centres.${centreId}`]: indexCentre(parts), [`builtAt.${centreId}`]: now }
          await store.search.update({ _id: shardId }, { ...entries, changedAt: now })
        }
        // After the entries: a call that dies between the two reads the centre once more.
        await store.search.update(mark, { [`due.${centreId}`]: remove() })
      } catch (failure) {
        // It keeps no other centre waiting.
        partFailed?.(failure)
        await store.search.update(mark, { [`due.${centreId}`]: now + RETRY_AFTER })
      }
    }
    if (due.length > CENTRES) return MORE
    const after = await store.search.get(shardId, ['due'])
    const later = Object.values(after?.due ?? {})
    await store.search.update({ _id: shardId, marks: shard.marks }, { dueAt: Math.min(FAR_FUTURE, ...later) })
    return
  },
)

/**
 * Marks centres that the index does not hold, or has not read for some days: those stored before there was an index, imported
 * ones, and what a mark has missed.
 */
export const compareSearchIndex = eachOf(
  {
    name: 'compareSearchIndex',
    collection: 'timer',
    due: now => ({
      _id: AGENDA,
      madeAt: lte(now - AFTER_START),
      tickedAt: lte(now),
      searchComparedAt: not(gt(now - COMPARE_EVERY)),
    }),
    // A database of an earlier release has no moment of a comparison: it is due since the tick before.
    by: 'tickedAt',
  },
  async ({ store, now }, agendaId) => {
    const [centres, shards] = await Promise.all([
      store.centres.find({ where: {}, sort: [['order', 'asc']], limit: MAX_CENTRES, fields: ['order'] }),
      store.search.find({ where: {}, limit: MAX_CENTRES, fields: ['builtAt', 'due'] }),
    ])
    const builtAt = new Map(shards.flatMap(shard => Object.entries(shard.builtAt)))
    const marked = new Set(shards.flatMap(shard => Object.keys(shard.due)))
    const old = centres.filter(({ _id }) => !marked.has(_id) && (builtAt.get(_id) ?? 0) <= now - READ_AGAIN_AFTER)
    const ids = old.map(({ _id }) => _id)
    await markCentres({ store }, ids, now)
    await store.timer.update({ _id: agendaId }, { searchComparedAt: now })
  },
)
