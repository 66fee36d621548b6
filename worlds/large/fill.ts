import { MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  AccountDocument,
  BookingDocument,
  CentreDocument,
  CheckInDocument,
  OfferingDocument,
  SessionDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn, openedAt } from '../bookings'
import type { Random } from '../random'
import { largeRules } from './centre'
import { largeSession } from './timetable'
import { largeParty } from './visitors'

const SHARE_CANCELLED = 0.06
const SHARE_SHOWS_UP = 0.85
const SHARE_FULL = 0.2

/** A session with its bookings and, once it has begun, its check-ins. */
export interface Filled {
  session: SessionDocument
  bookings: BookingDocument[]
  checkins: CheckInDocument[]
}

/**
 * Makes a session that each of these households has booked at most once; `loyal` ones neither cancel nor miss it. Changes the
 * households.
 */
export function filledSession(
  centre: CentreDocument,
  offering: OfferingDocument,
  startsAt: number,
  households: AccountDocument[],
  { now, random, loyal }: { now: number; random: Random; loyal: (household: AccountDocument) => boolean },
): Filled {
  const visits = households.map(household => ({
    household,
    party: largeParty(household, offering.category, random),
    stays: loyal(household) || !random.chance(SHARE_CANCELLED),
  }))
  const places = visits.reduce((sum, { party, stays }) => sum + (stays ? party.length : 0), 0)
  const reserve = random.whole(0, 3)
  const spare = random.chance(SHARE_FULL) ? 0 : random.whole(1, 12)
  const session = largeSession(centre, offering, startsAt, places + reserve + spare, reserve)

  // No-shows of past sessions are finalized already.
  if (session.endsAt <= now) session.settleAt = null

  const opened = openedAt(session)
  const until = Math.min(now, startsAt - largeRules(offering.category).cancelBefore)
  const between = (from: number) => Math.floor(from + random.next() * (until - from))
  const filled: Filled = { session, bookings: [], checkins: [] }
  for (const { household, party, stays } of visits) {
    const createdAt = between(opened)
    const booking = book(session, {
      account: household,
      party,
      requestId: session._id,
      createdAt,
      cancelledAt: stays ? null : between(createdAt),
      now,
      random,
    })
    filled.bookings.push(booking)
    const cameAt = startsAt - random.whole(0, 25) * MINUTE
    if (stays && cameAt <= now && (loyal(household) || random.chance(SHARE_SHOWS_UP))) {
      filled.checkins.push(checkIn(booking, cameAt, accountIdOf(doorOpenid(centre._id))))
    }
  }
  return filled
}

/** Openid of the member of staff at the door of a centre. */
export function doorOpenid(centreId: string): string {
  return `${centreId}-door`
}
