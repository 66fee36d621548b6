/** A position in GCJ-02 degrees, the system that WeChat and Chinese maps use. */
export interface Location {
  longitude: number
  latitude: number
}

const EARTH_RADIUS_METRES = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres (haversine). */
export function distanceMetres(a: Location, b: Location): number {
  const dLat = radians(b.latitude - a.latitude)
  const dLon = radians(b.longitude - a.longitude)
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

/**
 * Steps in which a distance from WeChat's fuzzy position is said, km. WeChat documents no accuracy; comparisons with the exact
 * position differ by two to three kilometres, and answers in its community speak of a district
 * (developers.weixin.qq.com/community/develop/doc/000486c3a00778f7c7a0e45526bc00).
 */
const FUZZY_STEP_KM = 5

/** A distance from such a position, in words: 大约 5 公里内, 大约 10 公里内. */
export function sayRoughDistance(metres: number): string {
  const steps = Math.max(1, Math.ceil(metres / 1000 / FUZZY_STEP_KM))
  return `大约 ${steps * FUZZY_STEP_KM} 公里内`
}

/** A distance between two known places in words: 320 米, 1.4 公里. */
export function sayDistance(metres: number): string {
  if (metres < 1000) return `${Math.max(10, Math.round(metres / 10) * 10)} 米`
  return `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} 公里`
}
