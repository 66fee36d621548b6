import { categoryLabel, isSpace } from '@domain/offerings/kinds'
import { FACILITIES } from '@domain/stations/facilities'
import { DAY } from '@domain/time'
import type {
  CentreDocument,
  IndexedCentre,
  IndexedEntry,
  OfferingDocument,
  SessionDocument,
  StationDocument,
} from '../kernel/store/documents'
import { both, gt, lt, type Store } from '../kernel/store/port'
import { spell } from './spell'

/** More offerings, stations and sittings than any centre has. */
const MAX_OFFERINGS = 500
const MAX_STATIONS = 50
const MAX_SITTINGS = 40
/** How far ahead dishes are found. */
const AHEAD = 8 * DAY
/** Sittings remembered of one dish. */
const SITTINGS_OF_DISH = 4

/** Words that people use for what the app calls otherwise. */
const WORDS = {
  class: ['课堂', '上课'],
  space: ['空间', '场地'],
  station: ['驿站', '歇脚', '休息'],
  canteen: ['食堂', '订餐', '吃饭'],
  dish: ['食堂', '菜单'],
} as const

/** What the index is made of. */
export interface CentreParts {
  centre: Pick<CentreDocument, '_id' | 'name' | 'county' | 'location'>
  offerings: readonly Pick<OfferingDocument, '_id' | 'kind' | 'category' | 'title' | 'archived'>[]
  stations: readonly Pick<StationDocument, '_id' | 'name' | 'facilities'>[]
  sittings: readonly Pick<SessionDocument, '_id' | 'sitting' | 'startsAt'>[]
}

/** Reads what can be found at a centre; null: there is no such centre. */
export async function readCentre(store: Store, centreId: string, now: number): Promise<CentreParts | null> {
  const [centre, offerings, stations, sittings] = await Promise.all([
    store.centres.get(centreId, ['name', 'county', 'location']),
    store.offerings.find({
      where: { centreId },
      limit: MAX_OFFERINGS,
      fields: ['kind', 'category', 'title', 'archived'],
    }),
    store.stations.find({ where: { centreId }, limit: MAX_STATIONS, fields: ['name', 'facilities'] }),
    store.sessions.find({
      where: { centreId, kind: 'meal', startsAt: both(gt(now), lt(now + AHEAD)) },
      sort: [['startsAt', 'asc']],
      limit: MAX_SITTINGS,
      fields: ['sitting', 'startsAt'],
    }),
  ])
  return centre && { centre, offerings, stations, sittings }
}

/** The entries of a centre. Pure. */
export function indexCentre({ centre, offerings, stations, sittings }: CentreParts): IndexedCentre {
  const usual = (type: keyof typeof WORDS, ...others: string[]) => [...WORDS[type], ...others].map(spell)
  const entries: IndexedEntry[] = offerings
    .filter(({ archived }) => !archived)
    .map(({ _id, kind, category, title }) => {
      const type = kind === 'meal' ? 'canteen' : isSpace(kind) ? 'space' : 'class'
      return { type, id: _id, title, name: spell(title), words: usual(type, categoryLabel(category)), category }
    })
  for (const { _id, name, facilities } of stations) {
    const labels = FACILITIES.filter(({ id }) => facilities.includes(id)).map(({ label }) => label)
    entries.push({ type: 'station', id: _id, title: name, name: spell(name), words: usual('station', ...labels) })
  }
  const [longitude, latitude] = centre.location.coordinates
  return {
    title: centre.name,
    name: spell(centre.name),
    county: spell(centre.county),
    at: [longitude, latitude],
    entries: [...entries, ...dishesOf(centre._id, sittings, usual('dish'))],
  }
}

function dishesOf(centreId: string, sittings: CentreParts['sittings'], words: IndexedEntry['words']): IndexedEntry[] {
  const byName = new Map<string, string[]>()
  for (const { _id, sitting } of sittings) {
    for (const { name } of sitting?.menu.dishes ?? []) {
      const known = byName.get(name) ?? []
      if (known.length < SITTINGS_OF_DISH && !known.includes(_id)) byName.set(name, [...known, _id])
    }
  }
  return [...byName].map(([title, ids]) => ({
    type: 'dish',
    id: centreId,
    title,
    name: spell(title),
    words,
    sittings: ids,
  }))
}
