import type { StaffStation } from '@domain/contracts/staff-stations'
import type { StationCard, StationView } from '@domain/contracts/stations'
import { distanceMetres, type Location } from '@domain/places/geo'
import { sceneOf } from '@domain/stations/scene'
import { type Keyed, stationProofOf } from '../kernel/ids'
import type { StationDocument } from '../kernel/store/documents'

/** Fields of a station on a card; no visits. */
export const STATION_CARD_FIELDS = [
  'name',
  'county',
  'address',
  'location',
  'hours',
  'closure',
  'facilities',
  'healthDays',
  'capacity',
  'free',
  'seenAt',
] as const

/** Fields of a station on its own page. */
export const STATION_FIELDS = [
  ...STATION_CARD_FIELDS,
  'centreId',
  'centreName',
  'phone',
  'wayIn',
  'drawing',
  'stay',
  'counted',
  'endsAt',
] as const

type CardFields = Pick<StationDocument, '_id' | (typeof STATION_CARD_FIELDS)[number]>
/** A station without its visits and events. */
export type StationRow = Pick<StationDocument, '_id' | (typeof STATION_FIELDS)[number]>

/** The location of a station. */
export function locationOf({ location }: Pick<StationDocument, 'location'>): Location {
  const [longitude, latitude] = location.coordinates
  return { longitude, latitude }
}

/** A station in lists, with the distance from the given location. */
export function stationCard(row: CardFields, from: Location | undefined): StationCard {
  const { name, county, address, hours, closure, facilities, healthDays, capacity, free, seenAt } = row
  const location = locationOf(row)
  return {
    id: row._id,
    name,
    county,
    address,
    location,
    distance: from ? Math.round(distanceMetres(from, location)) : null,
    hours,
    closure: closure && { from: closure.from, until: closure.until, reason: closure.reason },
    facilities,
    healthDays,
    capacity,
    free,
    seenAt,
  }
}

/** A station on its own page. */
export function stationView(row: StationRow, from?: Location): StationView {
  const { centreId, centreName, phone, wayIn, drawing, stay } = row
  return { ...stationCard(row, from), centreId, centreName, phone, wayIn, drawing, stay }
}

/** Fields of a station for staff, with its visits. */
export const STAFF_STATION_FIELDS = [...STATION_FIELDS, 'visits'] as const

/** A station as staff see it: its visits, without who they are of. */
export function staffStation(
  keyed: Keyed,
  row: Pick<StationDocument, '_id' | (typeof STAFF_STATION_FIELDS)[number]>,
): StaffStation {
  const { capacity, free, counted } = row
  const seats = Object.values(row.visits)
    .map(({ visitId, from, until, held = false }) => ({ visitId, from, until, held }))
    .sort((a, b) => a.from - b.from)
  const scene = sceneOf(row._id, stationProofOf(keyed, row._id))
  return { ...stationView(row), counted, visits: capacity - free - counted, seats, scene }
}
