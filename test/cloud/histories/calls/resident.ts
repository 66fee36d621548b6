import type { RouteName } from '@domain/contracts'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { ResidentAct, StaffAct } from '../acts'
import { partyOf } from '../themes/stage'
import type { Theme } from '../themes/theme'
import { type Call, type StoredState, sessionIdOf, spanOf } from './call'
import { choose, chooseBooking } from './choose'
import { staffCall } from './staff'

const ENTERING = { book: 'booking.create', join: 'waitlist.join', register: 'ballot.register' } as const
const CHOOSING = { cancel: 'booking.cancel', accept: 'waitlist.accept', leave: 'waitlist.leave' } as const
const CHANGING = { 'remove-member': 'booking.removeMember', 'add-member': 'booking.addMember' } as const
const ENDED: readonly string[] = ['cancelled', 'lapsed']
const HOUSEHOLD = ['self', 'guoguo', 'doudou']
const WANTED = {
  cancel: ['confirmed', 'waiting', 'offered', 'registered'],
  accept: ['offered'],
  leave: ['waiting', 'offered', 'registered'],
}

/** Returns the call of a resident's phone, or for acts of staff that of `staffCall`. */
export async function residentCall(
  world: StoredState,
  theme: Theme,
  act: ResidentAct | StaffAct,
): Promise<Call | undefined> {
  switch (act.does) {
    case 'book':
    case 'join':
    case 'register': {
      const { openid, memberIds } = partyOf(act.who, act.pair)
      return { openid, route: ENTERING[act.does], input: { sessionId: sessionIdOf(theme, act), memberIds } }
    }
    case 'book-span': {
      const { openid, memberIds } = partyOf(act.who, false)
      const [session] = await world.stored('sessions', { _id: sessionIdOf(theme, act) })
      const span = session && spanOf(session, act)
      return span ? { openid, route: 'booking.create', input: { sessionId: session._id, memberIds, span } } : undefined
    }
    case 'book-series': {
      const { openid, memberIds } = partyOf(act.who, act.pair)
      const seriesId = theme.series[act.series % theme.series.length]
      return { openid, route: 'booking.createSeries', input: { seriesId, memberIds } }
    }
    case 'cancel-series': {
      const enrolment = choose(await world.stored('enrolments'), act.which, ({ state }) => state === 'confirmed')
      return enrolment && asOwner(world, enrolment, 'booking.cancelSeries', { enrolmentId: enrolment._id })
    }
    case 'appeal': {
      const record = choose(await world.stored('noshows'), act.which)
      if (!record) return undefined
      const { bookingId, memberId } = record
      return asOwner(world, record, 'noshow.appeal', { bookingId, memberId, reason: '发烧了' })
    }
    case 'cancel':
    case 'accept':
    case 'leave': {
      const wanted = WANTED[act.does]
      const booking = await chooseBooking(world, act.which, ({ status, guest }) => !guest && wanted.includes(status))
      return booking && asOwner(world, booking, CHOOSING[act.does], { bookingId: booking._id })
    }
    case 'consent': {
      const booking = await chooseBooking(world, act.which, ({ status, guest }) => !guest && !ENDED.includes(status))
      const notices = ['reminder', 'changed', 'offer']
      return booking && asOwner(world, booking, 'booking.notices', { bookingId: booking._id, notices })
    }
    case 'remove-member':
    case 'add-member': {
      const booking = await chooseBooking(world, act.which, ({ status, guest }) => !guest && status === 'confirmed')
      return booking && asOwner(world, booking, CHANGING[act.does], memberOf(booking, act))
    }
    default:
      return staffCall(world, theme, act)
  }
}

function memberOf({ _id, attendees }: BookingDocument, { does, member }: { does: string; member: number }): object {
  const coming = attendees.map(({ memberId }) => memberId)
  const others = HOUSEHOLD.filter(memberId => !coming.includes(memberId))
  const among = does === 'remove-member' || others.length === 0 ? coming : others
  return { bookingId: _id, memberId: among[member % among.length] }
}

/** Returns the call of the phone of the person whom a document belongs to. */
export async function asOwner(
  world: StoredState,
  { accountId }: { accountId: string },
  route: RouteName,
  input: object,
): Promise<Call> {
  const [account] = await world.stored('accounts', { _id: accountId })
  // A guest has no phone to call from; a stranger calls instead and is refused.
  return { openid: account?.openid || 'stranger', route, input }
}
