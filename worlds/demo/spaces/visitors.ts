import { type Layout, type Span, slotCount, spotsOf, type Unit } from '@domain/offerings/layout'
import { DAY, MINUTE } from '@domain/time'
import type { SessionDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn } from '../../bookings'
import { account, birthMonthBefore, holder } from '../../households'
import { type Random, seededRandom } from '../../random'
import type { Crowd } from '../crowd'
import { doorkeeperOf } from '../people'

/** Only days this near are filled. */
const NEAR = 3 * DAY
const NAMES = ['李女士', '普先生', '小杨', '白先生', '施女士', '矣师傅', '龙女士', '张师傅'] as const

interface Stay {
  unit: Unit
  span: Span
  spots: string[]
}

/**
 * People in the spaces, past, present and future. Each comes once, so that a later top-up never changes a stored account.
 * Changes `session`.
 */
export function visitorsOf(session: SessionDocument, busy: number, now: number): Crowd {
  const crowd: Crowd = { accounts: [], bookings: [], checkins: [] }
  const { layout, startsAt, endsAt, rules } = session
  if (!layout || startsAt - now > NEAR) return crowd
  const random = seededRandom(session._id)
  for (const taken of staysOf(layout, { startsAt, endsAt }, busy, random)) {
    const { unit, span } = taken
    const createdAt = span.startsAt - (rules.opensBefore ?? DAY) + random.whole(1, 600) * MINUTE
    const since = createdAt - random.whole(1, 200) * DAY
    const self = holder(random.pick(NAMES), birthMonthBefore(span.startsAt, random.whole(20, 60), 2), since)
    if (createdAt > now) continue
    const name = `${session._id}-${unit.id}-${(span.startsAt - startsAt) / MINUTE}`
    const owner = account(`demo-visitor-${name}`, [self], since)
    const requestId = `demo-stay-${unit.id}`
    const booking = book(session, { account: owner, party: [self], requestId, createdAt, now, random, taken })
    crowd.accounts.push(owner)
    crowd.bookings.push(booking)
    if (span.startsAt <= now) crowd.checkins.push(checkIn(booking, span.startsAt, doorkeeperOf(session.centreId)))
  }
  return crowd
}

/** Returns who occupies what during one day; depends only on the day, not on the current time. */
function staysOf(layout: Layout, hours: Span, busy: number, random: Random): Stay[] {
  const { slot, minSlots, maxSlots, gapSlots } = layout
  if (slot === null) return []
  const count = slotCount(layout, hours)
  const stays: Stay[] = []
  for (const unit of layout.units.filter(({ reserve }) => !reserve)) {
    for (let first = 0; first + minSlots <= count; first++) {
      const length = random.whole(minSlots, Math.min(maxSlots, count - first))
      if (!random.chance((2 * busy) / (length + 1))) continue
      const span = { startsAt: hours.startsAt + first * slot, endsAt: hours.startsAt + (first + length) * slot }
      stays.push({ unit, span, spots: spotsOf(layout, hours, unit.id, span) })
      first += length + gapSlots - 1
    }
  }
  return stays
}
