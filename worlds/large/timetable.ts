import { HOUR, localDate, MINUTE, startOfLocalDay } from '@domain/time'
import { newSession } from '../../cloudfunctions/lib/catalogue/new-session'
import type { CentreDocument, OfferingDocument, SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import type { Random } from '../random'
import { largeRules } from './centre'

export const DAYS_BACK = 730
export const DAYS_AHEAD = 28
/** 08:30, 10:00, … 19:00: as many as categories, so that no offering occurs twice a day and nothing overlaps. */
const SLOTS_A_DAY = 8
const FIRST_SLOT = 8 * HOUR + 30 * MINUTE
const SLOT = 90 * MINUTE
const LENGTH = 75 * MINUTE

const ALL_SLOTS = (DAYS_BACK + DAYS_AHEAD) * SLOTS_A_DAY
/** Average number of bookings per session. */
const MEAN_BOOKINGS = 12

export interface Slot {
  startsAt: number
  /** Index of the offering at its centre. */
  offering: number
  /** Bookings to create, including cancelled ones. */
  bookings: number
}

/** Spreads bookings over the past two years and the coming weeks; the sum is exact. */
export function slotsFor(bookings: number, now: number, random: Random): Slot[] {
  const count = Math.min(ALL_SLOTS, Math.ceil(bookings / MEAN_BOOKINGS))
  const sizes = shares(bookings, count, random)
  return sizes.map((size, index) => {
    const position = Math.floor((index * ALL_SLOTS) / count)
    const day = startOfLocalDay(now, Math.floor(position / SLOTS_A_DAY) - DAYS_BACK)
    const offering = position % SLOTS_A_DAY
    return { startsAt: day + FIRST_SLOT + offering * SLOT, offering, bookings: size }
  })
}

/** Splits a whole number into `count` unequal whole parts. */
function shares(total: number, count: number, random: Random): number[] {
  const weights = Array.from({ length: count }, () => 0.3 + random.next() * 1.4)
  const sum = weights.reduce((a, b) => a + b, 0)
  let weight = 0
  let given = 0
  return weights.map((own, index) => {
    weight += own
    const until = index === count - 1 ? total : Math.round((total * weight) / sum)
    const part = until - given
    given = until
    return part
  })
}

/** A session without bookings. */
export function largeSession(
  centre: CentreDocument,
  offering: OfferingDocument,
  startsAt: number,
  capacity: number,
  reserve: number,
): SessionDocument {
  const { _id: offeringId, category, title, teacher } = offering
  return newSession({
    _id: `${offeringId}-${localDate(startsAt).replaceAll('-', '')}`,
    offeringId,
    centreId: centre._id,
    centreName: centre.name,
    address: centre.address,
    kind: 'class',
    category,
    title,
    room: '一楼 多功能厅',
    teacher: teacher.name,
    startsAt,
    endsAt: startsAt + LENGTH,
    capacity,
    reserve,
    rules: largeRules(category),
  })
}
