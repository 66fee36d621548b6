import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CanteenAct } from '../acts'
import { sessionIdOf } from '../calls/call'
import { partyOf } from '../themes/stage'
import { isActive, type PaperList } from './paper-list'

/** The ways of getting a meal, in the order in which acts name them. */
const MODES = ['dine-in', 'pick-up', 'delivery'] as const

/** Predicts an order, counting what is left from the list of orders. Null: who has shown papers may have ordered elsewhere. */
export function predictOrder(list: PaperList, act: Extract<CanteenAct, { does: 'order' }>): string | null {
  const session = list.session(sessionIdOf(list.theme, act))
  if (!session?.sitting) return null
  const { status, startsAt, rules, capacity, sitting } = session
  const { openid, memberIds } = partyOf(act.who, act.pair)
  if (status === 'cancelled') return 'SESSION_CANCELLED'
  if (list.now >= startsAt - rules.closesBefore) return 'BOOKING_CLOSED'
  const here = list.bookings.filter(booking => booking.sessionId === session._id && isActive(booking))
  const own = here.filter(booking => list.own(openid).includes(booking))
  if (own.some(({ attendees }) => attendees.some(({ memberId }) => memberIds.includes(memberId))))
    return 'ALREADY_BOOKED'
  if (list.hasPapers(openid)) return null
  const wanted = memberIds.length
  const dish = sitting.menu.dishes[act.dish % 2]
  const mode = MODES[act.mode % MODES.length]
  const meals = (fits: (booking: BookingDocument) => boolean) =>
    here.filter(fits).reduce((sum, { order }) => sum + (order?.meals.length ?? 0), 0)
  const portions = meals(({ order }) => order?.meals[0]?.dishes[0] === dish?.id)
  const seats = meals(({ order }) => order?.mode === 'dine-in')
  const stops = here.filter(({ order }) => order?.mode === 'delivery').length
  const isShort =
    meals(() => true) + wanted > capacity ||
    portions + wanted > (dish?.cap ?? capacity) ||
    (mode === 'dine-in' && seats + wanted > (sitting.seatings[0]?.seats ?? 0)) ||
    (mode === 'delivery' && stops + 1 > (sitting.rounds[0]?.places ?? 0))
  return isShort ? 'ORDER_SOLD_OUT' : 'OK'
}
