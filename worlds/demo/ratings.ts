import { HOUR } from '@domain/time'
import type { BookingDocument, OfferingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { seededRandom } from '../random'

/** How many of those who came rate what they came to. */
const RATES = 0.4

/** What some write, by stars; most only tap the stars. */
const LINES = {
  5: ['老师很耐心，孩子回家还在练。', '离家近，约好就有座，省心。', '', '', ''],
  4: ['内容很好，教室再凉快一点就更好了。', '挺好的，希望周末多开几场。', '', ''],
  3: ['人有点多，后排听不太清。', ''],
} as const

type Stars = keyof typeof LINES

/** Lets some of those who came, and whose session is over, rate it. Changes the bookings, and marks their offerings. */
export function rate(bookings: readonly BookingDocument[], offerings: readonly OfferingDocument[], now: number): void {
  const rated = new Set<string>()
  for (const booking of bookings) {
    const random = seededRandom(`rating ${booking._id}`)
    const ratedAt = booking.endsAt + random.whole(1, 20) * HOUR
    if (!booking.checkIn || booking.kind !== 'class' || ratedAt > now || !random.chance(RATES)) continue
    const stars: Stars = random.chance(0.7) ? 5 : random.chance(0.8) ? 4 : 3
    const line = random.pick<string>(LINES[stars])
    Object.assign(booking, { stars, ratedAt, rating: { line, requestId: `demo-rating-${booking._id}` } })
    rated.add(booking.offeringId)
  }
  for (const offering of offerings) if (rated.has(offering._id)) offering.rated = true
}
