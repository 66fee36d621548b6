/** Geographic query operators: parsing, tests of a value, and bounding boxes for the index. */
import { refuse } from '../errors'
import { isPlain, type Plain } from '../values/compare'
import {
  boxAround,
  boxOf,
  distanceBetween,
  metresOfAngle,
  type Position,
  pointOf,
  type Shape,
  toShape,
} from './geometry'
import { intersects, within } from './relations'

export type Box = [low: Position, high: Position]
type ValueTest = (value: unknown) => boolean

/** Operand of `$near`; distances are metres. */
export interface Near {
  centre: Position
  least: number
  most: number
}

function distanceOf(value: unknown, fallback: number, name: string): number {
  if (value === undefined || value === null) return fallback
  if (typeof value !== 'number' || !(value >= 0)) return refuse(`${name} must be a number that is not negative`)
  return value
}

/** Reads `{$geometry, $maxDistance, $minDistance}`, or a legacy pair with the distances (in radians) beside the operator. */
export function readNear(operand: unknown, condition: Plain): Near {
  if (isPlain(operand) && operand.$geometry !== undefined) {
    const centre = pointOf(operand.$geometry) ?? refuse('$near needs a point')
    return {
      centre,
      least: distanceOf(operand.$minDistance, 0, '$minDistance'),
      most: distanceOf(operand.$maxDistance, Number.POSITIVE_INFINITY, '$maxDistance'),
    }
  }
  const centre = pointOf(operand) ?? refuse('$near needs a point')
  return {
    centre,
    least: metresOfAngle(distanceOf(condition.$minDistance, 0, '$minDistance')),
    most: metresOfAngle(distanceOf(condition.$maxDistance, Number.POSITIVE_INFINITY, '$maxDistance')),
  }
}

/** Metres from the centre to a stored point; undefined for other values. */
export function distanceTo(near: Near, value: unknown): number | undefined {
  const point = pointOf(value)
  return point && distanceBetween(near.centre, point)
}

export function nearTest(operand: unknown, condition: Plain): ValueTest {
  const near = readNear(operand, condition)
  return value => {
    const distance = distanceTo(near, value)
    return distance !== undefined && distance >= near.least && distance <= near.most
  }
}

type Area = { circle: { centre: Position; metres: number } } | { shape: Shape }

function readArea(operand: unknown): Area {
  if (!isPlain(operand)) return refuse('$geoWithin needs an object')
  if (operand.$centerSphere !== undefined) {
    const [centre, angle] = Array.isArray(operand.$centerSphere) ? (operand.$centerSphere as unknown[]) : []
    const position = pointOf(centre)
    if (!position || typeof angle !== 'number' || !(angle >= 0)) return refuse('$centerSphere needs [point, radians]')
    return { circle: { centre: position, metres: metresOfAngle(angle) } }
  }
  const shape = toShape(operand.$geometry)
  if (!shape || shape.areas.length === 0) return refuse('$geoWithin needs a Polygon, a MultiPolygon or $centerSphere')
  return { shape }
}

export function withinTest(operand: unknown): ValueTest {
  const area = readArea(operand)
  if ('shape' in area) {
    return value => {
      const shape = toShape(value)
      return shape !== undefined && within(shape, area.shape)
    }
  }
  const { centre, metres } = area.circle
  return value => {
    const shape = toShape(value)
    if (shape === undefined) return false
    return [...shape.points, ...shape.lines.flat(), ...shape.areas.flat(2)].every(
      position => distanceBetween(centre, position) <= metres,
    )
  }
}

function readGeometry(operand: unknown): Shape {
  const shape = isPlain(operand) ? toShape(operand.$geometry) : undefined
  return shape ?? refuse('$geoIntersects needs a $geometry')
}

export function intersectsTest(operand: unknown): ValueTest {
  const wanted = readGeometry(operand)
  return value => {
    const shape = toShape(value)
    return shape !== undefined && intersects(shape, wanted)
  }
}

/** Bounding box of the points that can satisfy the operator; undefined for other operators. */
export function boxOfCondition(operator: string, operand: unknown, condition: Plain): Box | undefined {
  switch (operator) {
    case '$near':
    case '$nearSphere': {
      const near = readNear(operand, condition)
      return boxAround(near.centre, Math.min(near.most, 20_100_000))
    }
    case '$geoWithin': {
      const area = readArea(operand)
      return 'circle' in area ? boxAround(area.circle.centre, area.circle.metres) : boxOf(area.shape)
    }
    case '$geoIntersects':
      return boxOf(readGeometry(operand))
    default:
      return undefined
  }
}
