import { currentCode } from '@domain/checkin/code'
import type { RouteName } from '@domain/contracts'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { CENTRE } from '../../../../worlds/fixtures/index'
import type { StaffAct } from '../acts'
import { guestOf } from '../themes/stage'
import type { Theme } from '../themes/theme'
import { type Call, type StoredState, sessionIdOf, spanOf } from './call'
import { choose, chooseBooking } from './choose'

/** Returns the call of the phone of a member of staff or of the manager. */
export async function staffCall(world: StoredState, theme: Theme, act: StaffAct): Promise<Call | undefined> {
  switch (act.does) {
    case 'check-in': {
      const now = world.now()
      const fits = ({ status, checkInFrom, endsAt }: BookingDocument) =>
        status === 'confirmed' && checkInFrom <= now && now <= endsAt
      const booking = await chooseBooking(world, act.which, fits)
      if (!booking) return undefined
      const { qr } = currentCode(booking.secret, booking._id, now, booking)
      return asStaff('staff.checkIn', { code: qr })
    }
    case 'check-in-by-name':
    case 'undo': {
      const isIn = act.does === 'undo'
      const booking = await chooseBooking(
        world,
        act.which,
        ({ status, checkIn }) => status === 'confirmed' && (checkIn !== null) === isIn,
      )
      if (!booking) return undefined
      const bookingId = booking._id
      return isIn
        ? asStaff('staff.undoCheckIn', { bookingId, reason: '点错人了' })
        : asStaff('staff.checkInByName', { bookingId })
    }
    case 'walk-in':
    case 'book-for': {
      const about = { sessionId: sessionIdOf(theme, act), people: act.people }
      if (act.does === 'walk-in') return asStaff('staff.walkIn', { ...about, ...guestOf(act.guest) })
      return asStaff('staff.bookFor', { ...about, ...guestOf(Math.max(1, act.guest)) })
    }
    case 'cancel-for': {
      const fits = ({ status, guest }: { status: string; guest?: unknown }) => status === 'confirmed' && !!guest
      const booking = await chooseBooking(world, act.which, fits)
      return booking && asStaff('staff.cancelFor', { bookingId: booking._id })
    }
    case 'release': {
      const booking = await chooseBooking(world, act.which, ({ status, guest }) => status === 'confirmed' && !guest)
      return booking && asStaff('staff.releaseBooking', { bookingId: booking._id, reason: '孩子发烧' })
    }
    case 'capacity':
      return asManager('staff.setCapacity', { sessionId: sessionIdOf(theme, act), capacity: act.places })
    case 'call-off':
      return asManager('staff.cancelSession', { sessionId: sessionIdOf(theme, act), reason: '老师请假' })
    case 'move': {
      const [session] = await world.stored('sessions', { _id: sessionIdOf(theme, act) })
      if (!session) return undefined
      const times = { startsAt: session.startsAt + act.by, endsAt: session.endsAt + act.by }
      return asManager('staff.moveSession', { sessionId: session._id, ...times, reason: '停电' })
    }
    case 'close-spots': {
      const [session] = await world.stored('sessions', { _id: sessionIdOf(theme, act) })
      const span = session && spanOf(session, act)
      return span ? asManager('staff.closeSpots', { sessionId: session._id, ...span, reason: '设备检修' }) : undefined
    }
    case 'open-spots': {
      const closures = (await world.stored('sessions')).flatMap(({ _id: sessionId, closures = {} }) =>
        Object.entries(closures).map(([_id, { opened }]) => ({ _id, sessionId, opened })),
      )
      const closure = choose(closures, act.which, ({ opened }) => opened === null)
      return closure && asManager('staff.openSpots', { sessionId: closure.sessionId, closureId: closure._id })
    }
    case 'decide': {
      const appealed = (await world.stored('noshows')).filter(({ appeal }) => appeal !== null)
      const record = choose(appealed, act.which)
      return record && asManager('staff.decideAppeal', { recordId: record._id, granted: act.granted, note: '好' })
    }
  }
}

function asStaff(route: RouteName, input: object): Call {
  return { openid: 'staff', route, input: { centreId: CENTRE, ...input } }
}

function asManager(route: RouteName, input: object): Call {
  return { openid: 'manager', route, input: { centreId: CENTRE, ...input } }
}
