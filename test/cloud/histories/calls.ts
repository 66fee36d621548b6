import { currentCode } from '@domain/checkin/code'
import type { RouteName } from '@domain/contracts'
import type { BookingDocument } from '../../../cloudfunctions/lib/store/documents'
import type { World } from '../in-process/world'
import { CENTRE } from '../support/fixtures'
import type { Act } from './history'
import { PEOPLE, SESSIONS } from './stage'

/** A call as a phone would send it. */
export interface Sent {
  openid: string
  route: RouteName
  input: object
  requestId: string
}

/** A cloud as far as acts choose by what is there. */
type Seen = Pick<World, 'stored' | 'now'>

/** Nothing when there is nobody and nothing that it could be about. */
export async function callOf(
  world: Seen,
  act: Exclude<Act, { does: 'tick' }>,
  sent: Sent[],
): Promise<Sent | undefined> {
  const requestId = `request-${sent.length}`
  const sessionId = 'session' in act ? (SESSIONS[act.session] ?? '') : ''
  switch (act.does) {
    case 'book':
    case 'join': {
      const openid = PEOPLE[act.who] ?? ''
      const memberIds = openid === 'rider' ? ['self'] : act.pair ? ['guoguo', 'doudou'] : ['guoguo']
      const route = act.does === 'book' ? 'booking.create' : 'waitlist.join'
      return { openid, route, input: { sessionId, memberIds }, requestId }
    }
    case 'retry':
      return sent[act.which % sent.length]
    case 'capacity':
      return asManager('staff.setCapacity', { sessionId, capacity: act.places })
    case 'call-off':
      return asManager('staff.cancelSession', { sessionId, reason: '老师请假' })
    case 'move': {
      const [session] = await world.stored('sessions', { _id: sessionId })
      if (!session) return undefined
      const times = { startsAt: session.startsAt + act.by, endsAt: session.endsAt + act.by }
      return asManager('staff.moveSession', { sessionId, ...times, reason: '停电' })
    }
    case 'appeal':
    case 'decide': {
      const records = (await world.stored('noshows')).filter(({ appeal }) => act.does === 'appeal' || appeal !== null)
      const record = records[act.which % records.length]
      if (!record) return undefined
      if (act.does === 'decide') {
        return asManager('staff.decideAppeal', { recordId: record._id, granted: act.granted, note: '好' })
      }
      const { bookingId, memberId, accountId } = record
      const openid = await openidOf(world, accountId)
      return { openid, route: 'noshow.appeal', input: { bookingId, memberId, reason: '发烧了' }, requestId }
    }
    case 'check-in': {
      const booking = await chosen(world, act.which, ['confirmed'])
      if (!booking) return undefined
      const { qr } = currentCode(booking.secret, booking._id, world.now(), booking)
      return { openid: 'staff', route: 'staff.checkIn', input: { centreId: CENTRE, code: qr }, requestId }
    }
    default: {
      const routes = { cancel: 'booking.cancel', accept: 'waitlist.accept', leave: 'waitlist.leave' } as const
      const wanted = { cancel: ['confirmed', 'waiting'], accept: ['offered'], leave: ['waiting', 'offered'] }
      const booking = await chosen(world, act.which, wanted[act.does])
      if (!booking) return undefined
      const openid = await openidOf(world, booking.accountId)
      return { openid, route: routes[act.does], input: { bookingId: booking._id }, requestId }
    }
  }

  function asManager(route: RouteName, input: object): Sent {
    return { openid: 'manager', route, input: { centreId: CENTRE, ...input }, requestId }
  }
}

/** One of the bookings of such a status, or of all when there is none. */
async function chosen(world: Seen, which: number, wanted: string[]): Promise<BookingDocument | undefined> {
  const all = await world.stored('bookings')
  const fitting = all.filter(({ status }) => wanted.includes(status))
  const among = fitting.length > 0 ? fitting : all
  return among[which % among.length]
}

async function openidOf(world: Seen, accountId: string): Promise<string> {
  const [account] = await world.stored('accounts', { _id: accountId })
  return account?.openid ?? ''
}
