import type { CentreCard, CentreView } from '@domain/contracts/views'
import { distanceMetres, type Location } from '@domain/places/geo'
import type { CentreDocument } from '../kernel/store/documents'

/** Fields of a centre on a card. */
export const CENTRE_CARD_FIELDS = ['name', 'county', 'address', 'phone', 'location', 'hours', 'order'] as const

type CardFields = Pick<CentreDocument, '_id' | (typeof CENTRE_CARD_FIELDS)[number]>

/** A centre on a card, with the distance from the caller. */
export function centreCard(centre: CardFields, from: Location | undefined): CentreCard {
  const [longitude, latitude] = centre.location.coordinates
  const location = { longitude, latitude }
  return {
    id: centre._id,
    name: centre.name,
    county: centre.county,
    address: centre.address,
    phone: centre.phone,
    location,
    hours: centre.hours,
    distance: from ? Math.round(distanceMetres(from, location)) : null,
  }
}

/** A centre on its own page. */
export function centreView(centre: CentreDocument, from: Location | undefined, now: number): CentreView {
  const { facilities, wayIn, stars } = centre
  const own = stars?.stars && stars.until > now ? { stars: stars.stars, year: stars.year } : null
  return { ...centreCard(centre, from), facilities, wayIn, stars: own }
}
