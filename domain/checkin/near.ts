import { distanceMetres, type Location } from '../places/geo'

/** WeChat tells an app like this one only roughly where a phone is, some kilometres off. */
const NEAR_METRES = 5_000

/** Whether a phone may be at a place; null when it did not say where it is. A hint, never a proof. */
export function isNear(place: Location, phone: Location | undefined): boolean | null {
  return phone ? distanceMetres(place, phone) <= NEAR_METRES : null
}
