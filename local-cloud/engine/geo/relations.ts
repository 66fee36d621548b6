/** Spatial relations between two shapes. */
import { inArea, onLine, type Position, type Shape, segmentsMeet, segmentsOf } from './geometry'

/** Outlines and holes as lines. */
const edges = (shape: Shape): Position[][] => [...shape.lines, ...shape.areas.flat()]
const corners = (shape: Shape): Position[] => [...shape.points, ...edges(shape).flat()]

function linesMeet(a: Position[], b: Position[]): boolean {
  return segmentsOf(a).some(([p, q]) => segmentsOf(b).some(([r, s]) => segmentsMeet(p, q, r, s)))
}

function touches(shape: Shape, p: Position): boolean {
  return (
    shape.points.some(q => q[0] === p[0] && q[1] === p[1]) ||
    shape.lines.some(line => onLine(line, p)) ||
    shape.areas.some(area => inArea(area, p))
  )
}

/** True when the shapes share at least one position. */
export function intersects(a: Shape, b: Shape): boolean {
  // Without crossing edges shapes intersect only if one contains the other, hence a corner of it.
  return (
    corners(a).some(p => touches(b, p)) ||
    corners(b).some(p => touches(a, p)) ||
    edges(a).some(x => edges(b).some(y => linesMeet(x, y)))
  )
}

/** True when `inner` lies within one area of `outer`. */
export function within(inner: Shape, outer: Shape): boolean {
  return outer.areas.some(area => {
    const held = corners(inner).every(p => inArea(area, p))
    // A segment between two inner corners can leave a concave area or cross a hole.
    const middles = edges(inner).flatMap(line => segmentsOf(line).flatMap(([a, b]) => betweenCrossings(a, b, area)))
    return held && middles.every(p => inArea(area, p))
  })
}

/** Sample positions on a segment that crosses the boundary of an area; none if it does not cross. */
function betweenCrossings(a: Position, b: Position, area: Position[][]): Position[] {
  const crosses = area.some(ring => linesMeet([a, b], ring))
  if (!crosses) return []
  return Array.from({ length: 31 }, (_, i) => {
    const t = (i + 1) / 32
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
  })
}
