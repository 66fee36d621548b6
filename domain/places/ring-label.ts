interface Point {
  x: number
  y: number
}

/**
 * Where on a ring its label may stand, degrees clockwise from the east, the bottom first: at the right are the buttons, and at the
 * left a small phone has no room for it.
 */
const ANGLES = [90, 120, 60, 135, 45, 270, 225]

/**
 * Where the label of a ring of this radius stands best, px from the middle: on the first of some places from which every mark is
 * at least `apart` away, otherwise where the nearest mark is farthest.
 */
export function ringLabelAt(radius: number, marks: readonly Point[], apart: number): Point {
  const places = ANGLES.map(angle => {
    const turn = (angle / 180) * Math.PI
    const point = { x: radius * Math.cos(turn), y: radius * Math.sin(turn) }
    return { point, room: Math.min(...marks.map(({ x, y }) => Math.hypot(x - point.x, y - point.y))) }
  })
  const free = places.find(({ room }) => room >= apart)
  const widest = places.reduce((best, place) => (place.room > best.room ? place : best))
  return (free ?? widest).point
}
