import { getBallot } from '../lib/ballot/get'
import { registerForBallot } from '../lib/ballot/register'
import { cancelBooking } from '../lib/bookings/cancel'
import { createBooking } from '../lib/bookings/create'
import { getBooking, listBookings } from '../lib/bookings/list'
import { getCentre, listCentres } from '../lib/centres/centres'
import { getClass, listClasses } from '../lib/classes/classes'
import { checkInSelf } from '../lib/door/self'
import { serve } from '../lib/entry'
import { getHome } from '../lib/home/home'
import { getMe } from '../lib/household/me'
import { removeMember, saveMember } from '../lib/household/members'
import { appealNoShow } from '../lib/noshows/appeal'
import { getStanding } from '../lib/noshows/records'
import { setNotices } from '../lib/notices/consents'
import { eraseMe } from '../lib/privacy/erase'
import { exportMe } from '../lib/privacy/export'
import { cancelSeries } from '../lib/series/cancel'
import { createSeries } from '../lib/series/create'
import { getSeries } from '../lib/series/views'
import { getSpace, listSpaces } from '../lib/spaces/spaces'
import { leaveStation } from '../lib/stations/leave'
import { getStation, listStations } from '../lib/stations/list'
import { sit } from '../lib/stations/sit'
import { acceptOffer } from '../lib/waitlist/accept'
import { joinWaitlist } from '../lib/waitlist/join'
import { leaveWaiting } from '../lib/waitlist/leave'

/** Everything that a resident may call. */
export const main = serve('resident', {
  'home.get': getHome,
  'centre.list': listCentres,
  'centre.get': getCentre,
  'class.list': listClasses,
  'class.get': getClass,
  'space.list': listSpaces,
  'space.get': getSpace,
  'me.get': getMe,
  'me.export': exportMe,
  'me.erase': eraseMe,
  'member.save': saveMember,
  'member.remove': removeMember,
  'booking.create': createBooking,
  'booking.list': listBookings,
  'booking.get': getBooking,
  'booking.cancel': cancelBooking,
  'booking.notices': setNotices,
  'booking.createSeries': createSeries,
  'booking.series': getSeries,
  'booking.cancelSeries': cancelSeries,
  'checkin.self': checkInSelf,
  'waitlist.join': joinWaitlist,
  'waitlist.accept': acceptOffer,
  'waitlist.leave': leaveWaiting,
  'ballot.register': registerForBallot,
  'ballot.get': getBallot,
  'standing.get': getStanding,
  'noshow.appeal': appealNoShow,
  'station.list': listStations,
  'station.get': getStation,
  'station.sit': sit,
  'station.leave': leaveStation,
})
