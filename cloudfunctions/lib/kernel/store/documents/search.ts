import type { FoundType } from '@domain/search/rank'
import type { Spelled } from '@domain/search/spelled'

/** One of a fixed number of documents that together are the search index: the entries of the centres that belong to it. */
export interface SearchShardDocument {
  _id: string
  /** By centre id. */
  centres: Record<string, IndexedCentre>
  /** When the entries of a centre were last read, epoch ms, by centre id. */
  builtAt: Record<string, number>
  /** From when the entries of a centre have to be read again, epoch ms, by centre id. */
  due: Record<string, number>
  /** The earliest of these moments at the latest; `FAR_FUTURE` when there is none. */
  dueAt: number
  /** Counts marks in `due`, so that none is overlooked while entries are written. */
  marks: number
  /** When entries were last written, epoch ms; 0: never. */
  changedAt: number
}

/** What can be found of a centre. */
export interface IndexedCentre {
  /** As it is shown. */
  title: string
  name: Spelled
  county: Spelled
  /** Longitude and latitude, GCJ-02 degrees. */
  at: [longitude: number, latitude: number]
  entries: IndexedEntry[]
}

/** Something of a centre that can be found: a class, a space, a station, a canteen, a dish. */
export interface IndexedEntry {
  type: Exclude<FoundType, 'centre'>
  /** Of the offering or the station; of a dish the sittings that serve it, in `sittings`. */
  id: string
  /** As it is shown. */
  title: string
  name: Spelled
  words: Spelled[]
  /** Of a class or a space. */
  category?: string
  /** The next sittings that serve a dish, soonest first. */
  sittings?: string[]
}
