/**
 * GeoJSON at the scale of a city: distances are great-circle metres; areas and lines are planar in degrees, which differs
 * from the sphere by less than a metre over a few kilometres.
 */
import { isPlain, type Plain } from '../values/compare'

export type Position = [longitude: number, latitude: number]

/** Any geometry as points, lines, and areas; an area is a list of rings: the outline, then holes. */
export interface Shape {
  points: Position[]
  lines: Position[][]
  areas: Position[][][]
}

/** Metres; the radius that MongoDB uses. */
const EARTH_RADIUS = 6_378_100

function toPosition(value: unknown): Position | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined
  const [longitude, latitude] = value as unknown[]
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return undefined
  return [longitude, latitude]
}

/** Parses every item; undefined when one is invalid. */
function each<T>(value: unknown, least: number, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value) || value.length < least) return undefined
  const items: T[] = []
  for (const item of value) {
    const one = read(item)
    if (one === undefined) return undefined
    items.push(one)
  }
  return items
}

const toLine = (value: unknown) => each(value, 2, toPosition)
const toRing = (value: unknown) => {
  const ring = each(value, 4, toPosition)
  const [first, last] = [ring?.[0], ring?.at(-1)]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? ring : undefined
}
const toArea = (value: unknown) => each(value, 1, toRing)

/** An object whose first field is a number is a point of the old form. */
function isLegacy(value: Plain): boolean {
  return typeof Object.values(value)[0] === 'number'
}

function together(shapes: Shape[] | undefined): Shape | undefined {
  return (
    shapes && {
      points: shapes.flatMap(({ points }) => points),
      lines: shapes.flatMap(({ lines }) => lines),
      areas: shapes.flatMap(({ areas }) => areas),
    }
  )
}

/**
 * Reads a GeoJSON geometry or a legacy point, which is a pair `[longitude, latitude]` or an object whose first two fields are
 * such numbers; undefined for anything else.
 */
export function toShape(value: unknown): Shape | undefined {
  const pair = toPosition(isPlain(value) && isLegacy(value) ? Object.values(value) : value)
  if (pair) return { points: [pair], lines: [], areas: [] }
  if (!isPlain(value)) return undefined
  const { type, coordinates } = value
  const shape = (points?: Position[], lines?: Position[][], areas?: Position[][][]): Shape | undefined =>
    points || lines || areas ? { points: points ?? [], lines: lines ?? [], areas: areas ?? [] } : undefined
  const single = <T>(item: T | undefined) => (item === undefined ? undefined : [item])
  switch (type) {
    case 'Point':
      return shape(single(toPosition(coordinates)))
    case 'MultiPoint':
      return shape(each(coordinates, 1, toPosition))
    case 'LineString':
      return shape(undefined, single(toLine(coordinates)))
    case 'MultiLineString':
      return shape(undefined, each(coordinates, 1, toLine))
    case 'Polygon':
      return shape(undefined, undefined, single(toArea(coordinates)))
    case 'MultiPolygon':
      return shape(undefined, undefined, each(coordinates, 1, toArea))
    case 'GeometryCollection':
      return together(each(value.geometries, 1, toShape))
    default:
      return undefined
  }
}

const TYPES: unknown[] = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]

/** Why a value is no geometry; undefined when it is one. */
export function faultOfGeometry(value: unknown): string | undefined {
  if (toShape(value)) return undefined
  if (Array.isArray(value)) return faultOfPair(value) ?? 'Point must only contain numeric elements'
  if (!isPlain(value)) return 'geo element must be an array or object'
  if (isLegacy(value)) return faultOfPair(Object.values(value)) ?? 'Point must only contain numeric elements'
  const { type, coordinates } = value
  if (!TYPES.includes(type)) return 'unknown GeoJSON type'
  return (type === 'Point' ? faultOfPair(coordinates) : undefined) ?? `malformed ${String(type)}`
}

function faultOfPair(pair: unknown): string | undefined {
  const [longitude, latitude] = Array.isArray(pair) ? (pair as unknown[]) : []
  return typeof longitude === 'number' && typeof latitude === 'number'
    ? `longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`
    : undefined
}

/** The position of a stored value that is a point; undefined for other shapes. */
export function pointOf(value: unknown): Position | undefined {
  const shape = toShape(value)
  return shape && shape.points.length === 1 && shape.lines.length + shape.areas.length === 0
    ? shape.points[0]
    : undefined
}

const RADIAN = Math.PI / 180
const radians = (degrees: number) => RADIAN * degrees

/** A position as a unit vector. */
function vectorOf([longitude, latitude]: Position): [x: number, y: number, z: number] {
  const ring = Math.cos(radians(latitude))
  return [Math.cos(radians(longitude)) * ring, Math.sin(radians(longitude)) * ring, Math.sin(radians(latitude))]
}

/** Great-circle distance in metres, computed in the way of the database so that the last digits agree. */
export function distanceBetween(from: Position, to: Position): number {
  const [a, b] = [vectorOf(from), vectorOf(to)]
  const x = a[1] * b[2] - a[2] * b[1]
  const y = a[2] * b[0] - a[0] * b[2]
  const z = a[0] * b[1] - a[1] * b[0]
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
  return Math.atan2(Math.sqrt(x * x + y * y + z * z), dot) * EARTH_RADIUS
}

/** Metres of an angle in radians, as `$centerSphere` gives its radius. */
export function metresOfAngle(angle: number): number {
  return angle * EARTH_RADIUS
}

/** Smallest box around a circle, in degrees. */
export function boxAround(centre: Position, metres: number): [low: Position, high: Position] {
  // A little wider than computed: a point on the edge must not be lost to rounding.
  const height = (metres / EARTH_RADIUS) * (180 / Math.PI) * (1 + 1e-9) + 1e-9
  const poleward = Math.min(89.9, Math.abs(centre[1]) + height)
  const width = Math.min(180, height / Math.cos(radians(poleward)))
  return [
    [centre[0] - width, centre[1] - height],
    [centre[0] + width, centre[1] + height],
  ]
}

/** Smallest box around a shape, in degrees. */
export function boxOf(shape: Shape): [low: Position, high: Position] {
  const all = [...shape.points, ...shape.lines.flat(), ...shape.areas.flat(2)]
  const longitudes = all.map(position => position[0])
  const latitudes = all.map(position => position[1])
  return [
    [Math.min(...longitudes), Math.min(...latitudes)],
    [Math.max(...longitudes), Math.max(...latitudes)],
  ]
}

/** Positive when `c` is left of the line from `a` to `b`, zero when on it. */
function side(a: Position, b: Position, c: Position): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

function onSegment(a: Position, b: Position, p: Position): boolean {
  return (
    side(a, b, p) === 0 &&
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  )
}

/** True when two segments share a point. */
export function segmentsMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  const apart = (x: number, y: number) => (x > 0 && y < 0) || (x < 0 && y > 0)
  if (apart(side(a, b, c), side(a, b, d)) && apart(side(c, d, a), side(c, d, b))) return true
  return onSegment(a, b, c) || onSegment(a, b, d) || onSegment(c, d, a) || onSegment(c, d, b)
}

export function segmentsOf(line: Position[]): [Position, Position][] {
  return line.slice(1).map((end, i) => [line[i] as Position, end])
}

export function onLine(line: Position[], p: Position): boolean {
  return segmentsOf(line).some(([a, b]) => onSegment(a, b, p))
}

function inRing(ring: Position[], p: Position): boolean {
  let inside = false
  for (const [a, b] of segmentsOf(ring)) {
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

/** True when the position lies in the area or on its edge, and not inside a hole. */
export function inArea([outline, ...holes]: Position[][], p: Position): boolean {
  if (outline === undefined) return false
  if (onLine(outline, p) || holes.some(hole => onLine(hole, p))) return true
  return inRing(outline, p) && !holes.some(hole => inRing(hole, p))
}
