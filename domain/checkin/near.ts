import { distanceMetres, type Location } from '../places/geo'

/** WeChat's fuzzy location may be some kilometres off. */
const NEAR_METRES = 5_000

/** Whether a phone may be at a place; null when it did not report a location. A hint, not a proof. */
export function isNear(place: Location, phone: Location | undefined): boolean | null {
  return phone ? distanceMetres(place, phone) <= NEAR_METRES : null
}
