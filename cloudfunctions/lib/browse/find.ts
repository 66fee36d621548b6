import type { Found } from '@domain/contracts/find'
import type { SessionCard } from '@domain/contracts/views'
import { type Category, categoryLabel } from '@domain/offerings/kinds'
import type { Location } from '@domain/places/geo'
import { compareFits, FOUND_TYPES, findFits } from '@domain/search/rank'
import { isUsable, sessionToShow } from '@domain/search/usable'
import { LONGEST_SESSION } from '@domain/sessions/change'
import { DAY } from '@domain/time'
import { CENTRE_CARD_FIELDS, centreCard } from '../catalogue/centre-views'
import { SESSION_FIELDS, sessionCard } from '../catalogue/session-views'
import type { Handler } from '../kernel/router/router'
import { both, gt, lt, oneOf, type Store } from '../kernel/store/port'
import { STATION_CARD_FIELDS, stationCard } from '../stations/views'
import { type Entry, searchEntries } from './search-entries'

/** Answers of one search. */
const ANSWERS = 20
/** Of so many best ones it is read whether they can be used now. */
const CANDIDATES = 30
/** Sessions that are read of all candidates: soon ones, and later ones of those that have none soon. */
const SESSIONS_SOON = 90
const SOON = 5 * DAY
const SESSIONS_LATER = 45
/** Suggested words, and the centres nearby that they are taken from. */
const SUGGESTIONS = 8
const ENTRIES_NEARBY = 60

/**
 * Searches what people look for. It reads the index, of which an instance remembers what it has read, and of the best candidates
 * whether they can be used now: at most 200 documents (32 of the index, 135 sessions, 30 stations or centres).
 */
export const search: Handler<'find.search'> = async (context, { query, type, location, centreId }) => {
  const { store, now } = context
  const entries = await searchEntries(context, { location, centreId })
  const fits = findFits(query, entries)
  const counts = Object.fromEntries(FOUND_TYPES.map(each => [each, 0])) as Record<(typeof FOUND_TYPES)[number], number>
  for (const { item } of fits) counts[item.type]++
  const candidates = fits.filter(({ item }) => type === undefined || item.type === type).slice(0, CANDIDATES)
  const found = await foundOf(
    store,
    candidates.map(({ item }) => item),
    { now, location },
  )
  const ranked = candidates.flatMap(({ item, fit }) => {
    const own = found.get(item)
    return own ? [{ own, fit, usable: isUsable(own, now) }] : []
  })
  ranked.sort((a, b) => a.fit.rank - b.fit.rank || Number(b.usable) - Number(a.usable) || compareFits(a.fit, b.fit))
  return {
    now,
    found: ranked.slice(0, ANSWERS).map(({ own }) => own),
    counts,
    suggestions: suggestionsOf(entries.slice(0, ENTRIES_NEARBY)),
  }
}

interface Here {
  now: number
  location: Location | undefined
}

/** What was found, as it is now; what no longer exists is left out. */
async function foundOf(store: Store, entries: readonly Entry[], here: Here): Promise<Map<Entry, Found>> {
  const ids = (type: Entry['type']) => entries.filter(entry => entry.type === type).map(({ id }) => id)
  const [stations, centres, sessions] = await Promise.all([
    cardsOf(ids('station'), where => store.stations.find({ ...where, fields: STATION_CARD_FIELDS })),
    cardsOf(ids('centre'), where => store.centres.find({ ...where, fields: CENTRE_CARD_FIELDS })),
    sessionsOf(store, entries, here.now),
  ])
  return new Map(
    entries.flatMap((entry): [Entry, Found][] => {
      const { id, type, title, centreId, centreName, category, distance } = entry
      const about = { id, title, centreId, centreName, distance }
      if (type === 'station') {
        const row = stations.find(({ _id }) => _id === id)
        return row ? [[entry, { type, station: stationCard(row, here.location) }]] : []
      }
      if (type === 'centre') {
        const row = centres.find(({ _id }) => _id === id)
        return row ? [[entry, { type, centre: centreCard(row, here.location) }]] : []
      }
      const own = sessions.filter(({ id: sessionId, offeringId }) =>
        type === 'dish' ? entry.sittings.includes(sessionId) : offeringId === id,
      )
      const session = sessionToShow(own, here.now)
      if (type === 'canteen' || type === 'dish') return [[entry, { type, ...about, session }]]
      return [[entry, { type, ...about, category: category as Category, session }]]
    }),
  )
}

async function cardsOf<Row>(
  ids: readonly string[],
  find: (query: { where: { _id: ReturnType<typeof oneOf> }; limit: number }) => Promise<Row[]>,
): Promise<Row[]> {
  return ids.length === 0 ? [] : find({ where: { _id: oneOf(ids) }, limit: ids.length })
}

/** Sessions of these entries that are not over, soonest first; each entry with a session to come has at least one, as far as read. */
async function sessionsOf(store: Store, entries: readonly Entry[], now: number): Promise<SessionCard[]> {
  const offeringIds = entries
    .filter(({ type }) => type === 'class' || type === 'space' || type === 'canteen')
    .map(({ id }) => id)
  const sittingIds = [...new Set(entries.flatMap(({ sittings }) => sittings))].slice(0, SESSIONS_LATER)
  const read = (ids: readonly string[], startsAt: ReturnType<typeof gt>, limit: number) =>
    ids.length === 0
      ? []
      : store.sessions.find({
          where: { offeringId: oneOf(ids), startsAt },
          sort: [['startsAt', 'asc']],
          limit,
          fields: SESSION_FIELDS,
        })
  const [soon, sittings] = await Promise.all([
    read(offeringIds, both(gt(now - LONGEST_SESSION), lt(now + SOON)), SESSIONS_SOON),
    sittingIds.length === 0
      ? []
      : store.sessions.find({ where: { _id: oneOf(sittingIds) }, limit: sittingIds.length, fields: SESSION_FIELDS }),
  ])
  const served = new Set(soon.filter(({ endsAt }) => endsAt > now).map(({ offeringId }) => offeringId))
  const others = offeringIds.filter(id => !served.has(id))
  const later = await read(others, gt(now), Math.max(1, SESSIONS_LATER - sittings.length))
  const all = new Map([...soon, ...sittings, ...later].map(row => [row._id, sessionCard(row)]))
  return [...all.values()].sort((a, b) => a.startsAt - b.startsAt)
}

/** Names of kinds that are offered nearby, the most frequent first. */
function suggestionsOf(entries: readonly Entry[]): string[] {
  const counts = new Map<string, number>()
  for (const { type, category } of entries) {
    const label = type === 'station' ? '驿站' : category && categoryLabel(category as Category)
    if (label) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SUGGESTIONS)
    .map(([label]) => label)
}
