import * as v from 'valibot'
import type { Category } from '../offerings/kinds'
import { FOUND_TYPES, type FoundType } from '../search/rank'
import { id, location, optionalLine } from './fields'
import { SEARCH_LENGTH } from './limits'
import { route } from './route'
import type { StationCard } from './stations'
import type { CentreCard, SessionCard } from './views'

interface FoundAtCentre {
  /** The offering; of a dish the centre that serves it. */
  id: string
  title: string
  centreId: string
  centreName: string
  /** Metres to the centre; null without a location. */
  distance: number | null
  /** The next session that can be booked, otherwise the next one; null: none is planned. */
  session: SessionCard | null
}

/** Something that was found. */
export type Found =
  | ({ type: 'class' | 'space'; category: Category } & FoundAtCentre)
  | ({ type: 'canteen' | 'dish' } & FoundAtCentre)
  | { type: 'station'; station: StationCard }
  | { type: 'centre'; centre: CentreCard }

/** The answer to a search. */
export interface FoundView {
  now: number
  /** At most 20, best first: better matches before worse, of equal ones what can be used now before what cannot, then nearer. */
  found: Found[]
  /** How many there are of each type, whatever type was asked for. */
  counts: Record<FoundType, number>
  /** Words that find something nearby. */
  suggestions: string[]
}

/** Routes of the search. */
export const findRoutes = {
  /**
   * Searches classes, spaces, stations, canteens, dishes and centres by Chinese words, pinyin or its initials, with one typing
   * error. Nothing is kept of the query. An empty one returns suggestions only.
   */
  'find.search': route<FoundView>()({
    effect: 'read',
    input: v.strictObject({
      query: optionalLine(SEARCH_LENGTH),
      type: v.optional(v.picklist(FOUND_TYPES)),
      location: v.optional(location),
      /** The centre that comes first among equals when there is no location. */
      centreId: v.optional(id),
    }),
    errors: [],
  }),
}
