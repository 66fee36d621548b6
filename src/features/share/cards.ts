import type { ClassView } from '@domain/contracts/classes'
import type { SittingView } from '@domain/contracts/meals'
import type { StationCard } from '@domain/contracts/stations'
import type { BookingView, CentreView, SessionCard } from '@domain/contracts/views'
import { localClock, sayShortDate } from '@domain/time'
import type { ShareCard } from '@/platform/share'

/** A card is read days later: it says dates, not 明天. */
function sayWhen({ startsAt }: Pick<SessionCard, 'startsAt'>): string {
  return `${sayShortDate(startsAt)} ${localClock(startsAt)}`
}

/** A class, or one session of it. */
export function classCard({ offering, centre }: ClassView, session: SessionCard | null): ShareCard {
  const title = [offering.title, session && sayWhen(session), centre.name].filter(Boolean).join('，')
  return { title, page: ['class', { id: offering.id, ...(session ? { sessionId: session.id } : {}) }] }
}

export function centreCard({ id, name, address }: CentreView): ShareCard {
  return { title: `${name}，${address}`, page: ['centre', { id }] }
}

/** The card proves nothing about who scanned the code at the door. */
export function stationCard({ id, name, address }: StationCard): ShareCard {
  return { title: `${name}，累了进来坐坐。${address}`, page: ['station', { id }] }
}

/** A sitting of the canteen, without what was chosen for whom. */
export function sittingCard({ session }: SittingView): ShareCard {
  const { title, centreId, centreName, id } = session
  return {
    title: `${centreName}食堂，${sayWhen(session)} ${title}`,
    page: ['canteen/menu', { centreId, sessionId: id }],
  }
}

/** The link to a booking, for whoever brings the party. It names nobody. */
export function passCard(booking: BookingView, key: string): ShareCard {
  return {
    title: `${booking.title}，${sayWhen(booking)}，签到码在里面`,
    page: ['pass/view', { id: booking.id, key }],
  }
}
