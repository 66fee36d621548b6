import { distanceMetres, type Location } from './geo'

/** Something on a map. */
export interface Spot {
  id: string
  location: Location
}

/** Spots that are drawn as one mark. */
export interface Cluster<Item extends Spot> {
  items: Item[]
  /** Where it is drawn: the middle of its spots, in pixels from the middle of the map, to the right and down. */
  x: number
  y: number
}

/** What a map shows: its middle, and how many metres one pixel is. */
export interface MapFrame {
  middle: Location
  metresPerPixel: number
}

/** Degrees of latitude in one metre. */
const DEGREE = 111_195

/** Where a place is drawn, in pixels from the middle of the map. Flat: the maps here are small. */
export function pixelOf({ middle, metresPerPixel }: MapFrame, { longitude, latitude }: Location) {
  const shrink = Math.cos((middle.latitude * Math.PI) / 180)
  return {
    x: ((longitude - middle.longitude) * DEGREE * shrink) / metresPerPixel,
    y: ((middle.latitude - latitude) * DEGREE) / metresPerPixel,
  }
}

/**
 * Joins spots whose marks would cover each other: each goes to the first cluster nearer than `apart` pixels. Only what lies within
 * `width` and `height` is drawn. Equal input gives equal clusters.
 */
export function clustersOf<Item extends Spot>(
  spots: readonly Item[],
  frame: MapFrame,
  { width, height, apart }: { width: number; height: number; apart: number },
): Cluster<Item>[] {
  const clusters: Cluster<Item>[] = []
  for (const spot of spots) {
    const { x, y } = pixelOf(frame, spot.location)
    if (Math.abs(x) > width / 2 || Math.abs(y) > height / 2) continue
    const near = clusters.find(cluster => Math.abs(cluster.x - x) < apart && Math.abs(cluster.y - y) < apart)
    if (near) {
      const count = near.items.length
      near.x = (near.x * count + x) / (count + 1)
      near.y = (near.y * count + y) / (count + 1)
      near.items.push(spot)
    } else clusters.push({ items: [spot], x, y })
  }
  return clusters
}

/** The middle of these places. Null: there are none. */
export function middleOf(places: readonly Location[]): Location | null {
  if (places.length === 0) return null
  const sum = (pick: (place: Location) => number) => places.reduce((all, place) => all + pick(place), 0) / places.length
  return { longitude: sum(({ longitude }) => longitude), latitude: sum(({ latitude }) => latitude) }
}

/** Steps of a drawn map: metres from its middle to its edge. */
export const REACHES: readonly number[] = [500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]

/** The smallest step that shows at least `least` of these spots, or all of them. */
export function reachFor(spots: readonly Spot[], middle: Location, least: number): number {
  const far = spots.map(({ location }) => distanceMetres(middle, location)).sort((a, b) => a - b)
  const wanted = far[Math.min(least, far.length) - 1] ?? 0
  return REACHES.find(reach => reach >= wanted) ?? REACHES[REACHES.length - 1] ?? 0
}
