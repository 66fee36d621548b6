/** The `$geoNear` stage: nearest documents first, each with its distance. */
import { invalid } from '../errors'
import { metresOfAngle, pointOf } from '../geo/geometry'
import { distanceUnder } from '../read'
import type { Collection } from '../store/storage'
import { isPlain, type Plain } from '../values/compare'
import { ownValue } from '../values/paths'

export interface GeoNear {
  filter: Plain
  limit: number
  key: string
  centre: [number, number]
  distanceField: string
  /** Metres are multiplied by this. */
  multiplier: number
  includeLocs: string | undefined
}

function distance(value: unknown, unit: (given: number) => number): number | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'number' && value >= 0
    ? unit(value)
    : invalid('$geoNear distances must be numbers that are not negative')
}

/** Reads the stage. Throws INVALID_PARAM when it is malformed or the collection has no (single) geo index to use. */
export function readGeoNear(collection: Collection, value: unknown): GeoNear {
  if (!isPlain(value)) return invalid('$geoNear needs an object')
  const { near, distanceField, query = {}, key, distanceMultiplier = 1, includeLocs, limit, num } = value
  const centre = pointOf(near) ?? invalid('$geoNear requires near to be a point')
  if (typeof distanceField !== 'string' || distanceField === '') return invalid('$geoNear requires a distanceField')
  if (!isPlain(query)) return invalid('$geoNear query must be an object')
  if (typeof distanceMultiplier !== 'number') return invalid('distanceMultiplier must be a number')
  if (includeLocs !== undefined && typeof includeLocs !== 'string') return invalid('includeLocs must be a string')
  // A legacy pair gives and gets its distances in radians, a GeoJSON point in metres.
  const radians = Array.isArray(near)
  const unit = radians ? metresOfAngle : (given: number) => given
  const least = distance(value.minDistance, unit)
  const most = distance(value.maxDistance, unit)
  const path = geoPath(collection, key)
  const condition: Plain = { $geometry: { type: 'Point', coordinates: centre } }
  if (least !== undefined) condition.$minDistance = least
  if (most !== undefined) condition.$maxDistance = most
  const cut = limit ?? num
  return {
    filter: { $and: [{ [path]: { $near: condition } }, query] },
    limit: typeof cut === 'number' && Number.isInteger(cut) && cut > 0 ? cut : Number.POSITIVE_INFINITY,
    key: path,
    centre,
    distanceField,
    multiplier: (radians ? 1 / metresOfAngle(1) : 1) * distanceMultiplier,
    includeLocs,
  }
}

function geoPath(collection: Collection, key: unknown): string {
  const paths = collection.indexes.flatMap(index =>
    index.fields.filter(field => field.direction === '2dsphere').map(field => field.name),
  )
  const unique = [...new Set(paths)]
  if (typeof key === 'string') {
    return unique.includes(key) ? key : invalid(`unable to find index for $geoNear query on ${key}`)
  }
  const [only, ...others] = unique
  if (only === undefined) return invalid('$geoNear requires a geo index')
  return others.length === 0 ? only : invalid('there is more than one geo index; name one by key')
}

/** Adds the distance, and the location when asked for, to each document. */
export function withDistances(
  documents: Plain[],
  { key, centre, distanceField, multiplier, includeLocs }: GeoNear,
): Plain[] {
  const near = { centre, least: 0, most: Number.POSITIVE_INFINITY }
  return documents.map(document => {
    const shaped = setPath(document, distanceField, (distanceUnder(document, key, near) ?? 0) * multiplier)
    if (includeLocs === undefined) return shaped
    const location = key
      .split('.')
      .reduce<unknown>((value, name) => (isPlain(value) ? ownValue(value, name) : undefined), document)
    return setPath(shaped, includeLocs, location)
  })
}

function setPath(document: Plain, path: string, value: unknown): Plain {
  const [name, ...rest] = path.split('.') as [string, ...string[]]
  const branch = document[name]
  return {
    ...document,
    [name]: rest.length === 0 ? value : setPath(isPlain(branch) ? branch : {}, rest.join('.'), value),
  }
}
