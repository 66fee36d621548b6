import { guestIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { CENTRE } from '../../../../worlds/fixtures/index'
import { TEST_ID_SECRET } from '../../support/id-secret'
import type { StaffAct } from '../acts'
import { sessionIdOf } from '../calls/call'
import { guestOf } from '../themes/stage'
import { ownRefusal, type PaperList } from './paper-list'

/** Predicts a booking at the desk and a walk-in. */
export function predictGuest(list: PaperList, act: Extract<StaffAct, { does: 'walk-in' | 'book-for' }>): string | null {
  const session = list.session(sessionIdOf(list.theme, act))
  if (!session) return null
  const { status, startsAt, endsAt, rules, reserve } = session
  if (status === 'cancelled') return 'SESSION_CANCELLED'
  if (list.now >= endsAt) return 'SESSION_OVER'
  if (act.does === 'walk-in' && list.now < startsAt - rules.checkInBefore) return 'CHECK_IN_TOO_EARLY'

  const { name = null, lastFour = null } = guestOf(act.does === 'walk-in' ? act.guest : Math.max(1, act.guest))
  // An anonymous guest has no earlier bookings.
  const own = name === null ? [] : list.ownOf(guestIdOf({ idSecret: TEST_ID_SECRET }, CENTRE, { name, lastFour }, ''))
  const people = ['self', 'with-1'].slice(0, act.people)
  const refusal = ownRefusal(own, people, { ...session, session })
  if (refusal) return refusal
  const kept = session.series?.mode === 'whole' && list.now < startsAt - rules.closesBefore
  if (kept && act.people > reserve) return 'SERIES_ONLY'
  const open = list.hasWaiting(session) ? 0 : list.free(session)
  return act.people <= reserve + open ? 'OK' : 'SESSION_FULL'
}
