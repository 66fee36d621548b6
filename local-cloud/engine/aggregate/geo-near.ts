/** The `$geoNear` stage: nearest documents first, each with its distance. */
import { refuse } from '../errors'
import { fieldPath } from '../expression/names'
import { metresOfAngle, type Position, pointOf } from '../geo/geometry'
import { distanceUnder } from '../read'
import type { Collection } from '../store/storage'
import { isPlain, type Plain } from '../values/compare'
import { ownValue } from '../values/paths'
import { setPath } from './set-path'

export interface GeoNear {
  filter: Plain
  limit: number
  /** Adds the distance, and the location when asked for, to each document. */
  shape(documents: Plain[]): Plain[]
}

const FIELDS = new Set([
  'near',
  'distanceField',
  'distanceMultiplier',
  'includeLocs',
  'key',
  'limit',
  'maxDistance',
  'minDistance',
  'num',
  'query',
  'spherical',
  'uniqueDocs',
])

function distance(value: unknown, unit: (given: number) => number): number | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'number' && value >= 0
    ? unit(value)
    : refuse('$geoNear distances must be numbers that are not negative')
}

function limitOf(value: unknown): number {
  if (value === undefined) return Number.POSITIVE_INFINITY
  return typeof value === 'number' && Number.isInteger(value) && value > 0
    ? value
    : refuse('the limit of $geoNear must be a whole number greater than 0')
}

/** Reads the stage. Throws REFUSED when it is malformed or the collection has no (single) geo index to use. */
export function compileGeoNear(collection: Collection, value: unknown): GeoNear {
  if (!isPlain(value)) return refuse('$geoNear needs an object')
  const unknown = Object.keys(value).find(field => !FIELDS.has(field))
  if (unknown !== undefined) return refuse(`Unknown argument to $geoNear: ${unknown}`)
  const { near, query = {}, key, distanceMultiplier = 1, limit, num } = value
  const centre = pointOf(near) ?? refuse('$geoNear requires near to be a point')
  if (typeof value.distanceField !== 'string') return refuse("$geoNear requires a 'distanceField' option as a String")
  const distanceField = fieldPath(value.distanceField)
  if (!isPlain(query)) return refuse('$geoNear query must be an object')
  if (typeof distanceMultiplier !== 'number' || !(distanceMultiplier >= 0)) {
    return refuse('$geoNear requires a non-negative distanceMultiplier')
  }
  const includeLocs = typeof value.includeLocs === 'string' ? fieldPath(value.includeLocs) : undefined
  if (value.includeLocs !== undefined && !includeLocs)
    return refuse("$geoNear requires that 'includeLocs' option is a String")
  const isGeoJson = isPlain(near) && 'type' in near
  if (!isGeoJson && value.spherical !== true) {
    return refuse('$geoNear with a legacy point on a 2dsphere index requires spherical: true')
  }
  // A legacy point gives and gets its distances in radians, a GeoJSON point in metres.
  const unit = isGeoJson ? (given: number) => given : metresOfAngle
  const least = distance(value.minDistance, unit)
  const most = distance(value.maxDistance, unit)
  const path = geoPath(collection, key)
  const condition: Plain = { $geometry: { type: 'Point', coordinates: centre } }
  if (least !== undefined) condition.$minDistance = least
  if (most !== undefined) condition.$maxDistance = most
  const multiplier = (isGeoJson ? 1 : 1 / metresOfAngle(1)) * distanceMultiplier
  return {
    filter: { $and: [{ [path]: { $near: condition } }, query] },
    limit: limitOf(limit ?? num),
    shape: documents =>
      documents.map(document => withDistance(document, path, centre, distanceField, multiplier, includeLocs)),
  }
}

function geoPath(collection: Collection, key: unknown): string {
  const paths = collection.indexes.flatMap(index =>
    index.fields.filter(field => field.direction === '2dsphere').map(field => field.name),
  )
  const unique = [...new Set(paths)]
  if (key !== undefined) {
    return typeof key === 'string' && unique.includes(key)
      ? key
      : refuse(`unable to find index for $geoNear query on ${String(key)}`)
  }
  const [only, ...others] = unique
  if (only === undefined) return refuse('unable to find index for $geoNear query')
  return others.length === 0
    ? only
    : refuse('There is more than one 2dsphere index; name one by the key option of $geoNear')
}

function withDistance(
  document: Plain,
  path: string,
  centre: Position,
  distanceField: string[],
  multiplier: number,
  includeLocs: string[] | undefined,
): Plain {
  const near = { centre, least: 0, most: Number.POSITIVE_INFINITY }
  const metres = distanceUnder(document, path, near) ?? 0
  const shaped = setPath(document, distanceField, metres * multiplier)
  if (!includeLocs) return shaped
  const location = path
    .split('.')
    .reduce<unknown>((value, name) => (isPlain(value) ? ownValue(value, name) : undefined), document)
  return setPath(shaped, includeLocs, location)
}
