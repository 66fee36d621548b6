import { distanceMetres, type Location } from '@domain/places/geo'
import type { Findable } from '@domain/search/rank'
import { SHARDS } from '../catalogue/search-index'
import type { PersonContext, SearchMemory } from '../kernel/router/context'
import type { IndexedCentre, IndexedEntry } from '../kernel/store/documents'
import { gt } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'

/** Something that can be found, with its centre. */
export interface Entry extends Findable {
  centreId: string
  centreName: string
  /** As it is shown. */
  title: string
  category: IndexedEntry['category']
  sittings: readonly string[]
  /** Metres; null without a location. */
  distance: number | null
}

/** Words that lead to a centre besides its name. */
const CENTRE_WORDS = [{ text: '中心', sounds: 'zhong xin' }]

/** Reads what can be found, nearest first; without a location, of `centreId` first. */
export async function searchEntries(
  context: PersonContext,
  { location, centreId }: { location: Location | undefined; centreId: string | undefined },
): Promise<Entry[]> {
  const centres = (await readIndex(context)).map(([id, centre]) => {
    const [longitude, latitude] = centre.at
    const distance = location ? Math.round(distanceMetres(location, { longitude, latitude })) : null
    return { id, centre, distance, far: distance ?? (id === centreId ? 0 : 1) }
  })
  return centres
    .sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1))
    .flatMap(({ id, centre, distance }) => entriesOf(id, centre, distance))
}

function entriesOf(centreId: string, { title, name, county, entries }: IndexedCentre, distance: number | null) {
  const common = { centreId, centreName: title, distance }
  const centre: Entry = {
    ...common,
    id: centreId,
    type: 'centre',
    title,
    name,
    words: [county, ...CENTRE_WORDS],
    category: undefined,
    sittings: [],
  }
  return [
    centre,
    ...entries.map(
      ({ id, type, title: own, name: ownName, words, category, sittings = [] }): Entry => ({
        ...common,
        id,
        type,
        title: own,
        name: ownName,
        words: [...words, name, county],
        category,
        sittings,
      }),
    ),
  ]
}

/** The whole index: what this instance has read before, and what was written since. */
async function readIndex({ store, now, searched }: PersonContext): Promise<[string, IndexedCentre][]> {
  const memory: SearchMemory = searched ?? { readAt: 0, shards: new Map() }
  const isNew = memory.readAt === 0
  const fresh = await store.search.find({
    // A tick writes with the moment at which it began.
    where: isNew ? {} : { changedAt: gt(memory.readAt - STALE_CALL_AFTER) },
    limit: SHARDS,
  })
  for (const shard of fresh) memory.shards.set(shard._id, shard)
  memory.readAt = now
  return [...memory.shards.values()].flatMap(({ centres }) => Object.entries(centres))
}
