import type { ResidentRoute } from '@domain/contracts'
import { addInterest, listInterests, removeInterest } from '../lib/accounts/interests'
import { getMe } from '../lib/accounts/me'
import { removeMember as removeFromHousehold, saveMember } from '../lib/accounts/members'
import { checkInSelf } from '../lib/attendance/door/self'
import { appealNoShow } from '../lib/attendance/noshows/appeal'
import { getStanding } from '../lib/attendance/noshows/records'
import { getBallot } from '../lib/booking/ballot/get'
import { registerForBallot } from '../lib/booking/ballot/register'
import {
  accept as acceptCare,
  book as bookForChild,
  cancel as cancelForChild,
  end as endCare,
  invite as inviteCarer,
  listCares,
} from '../lib/booking/care/cares'
import { getBooking, listBookings } from '../lib/booking/core/list'
import { addMember, removeMember } from '../lib/booking/party/change'
import { getBookingParty } from '../lib/booking/party/view'
import { cancelSeries } from '../lib/booking/series/cancel'
import { createSeries } from '../lib/booking/series/create'
import { getSeries } from '../lib/booking/series/views'
import { cancelBooking } from '../lib/booking/single/cancel'
import { createBooking } from '../lib/booking/single/create'
import { getPass, makePass, openPass, revokePass } from '../lib/booking/single/pass'
import { rateBooking } from '../lib/booking/single/rate'
import { acceptOffer } from '../lib/booking/waitlist/accept'
import { joinWaitlist } from '../lib/booking/waitlist/join'
import { leaveWaitlist } from '../lib/booking/waitlist/leave'
import { getCentre, listCentres } from '../lib/browse/centres'
import { getClass, listClasses } from '../lib/browse/classes'
import { search } from '../lib/browse/find'
import { getHome } from '../lib/browse/home'
import { getPosterCode } from '../lib/browse/poster'
import { getSpace, listSpaces } from '../lib/browse/spaces'
import { getStation, listStations } from '../lib/browse/stations'
import { saveAllergies } from '../lib/canteen/allergies'
import { cancelOrderFor } from '../lib/canteen/cancel-for'
import { changeOrder } from '../lib/canteen/change'
import { createOrder } from '../lib/canteen/create'
import { getMeal, listMeals } from '../lib/canteen/list'
import { checkPaid, payOnline } from '../lib/canteen/pay'
import { getCollector, nameCollector } from '../lib/canteen/proxy'
import { listRelations, makeRelationCode, relate, unrelate } from '../lib/canteen/relations'
import { endRepeated, listRepeated, repeatOrder } from '../lib/canteen/repeated'
import { getJury, joinJury, scoreEntry } from '../lib/contest/jury'
import { getContest } from '../lib/contest/read'
import { getProject } from '../lib/governance/project-office'
import { getNeed, listNeeds, listOwnNeeds, putNeed, supportNeed, tellAboutNeed } from '../lib/governance/put'
import { getTopic, listTopics, supportTopic, vote as voteOnTopic } from '../lib/governance/talk'
import type { Handlers } from '../lib/kernel/router/router'
import { setNotices } from '../lib/notices/consents'
import { acceptInvitation, getInvitationOffer } from '../lib/office/team/accept'
import { confirmAsNeighbour, getWitness } from '../lib/participation/confirm'
import { getGroup, handOver, joinGroup, leaveGroup, listGroups, listOwnGroups } from '../lib/participation/group-home'
import { getHistory, getListing, getPointsHome } from '../lib/participation/home'
import {
  answerNomination,
  getHonours,
  listHonours,
  nominateAsResident,
  objectToHonour,
  voteOnHonour,
} from '../lib/participation/honour-home'
import { listCases, object, vote } from '../lib/participation/object'
import { confirmShift, leave as leaveShift, signUp } from '../lib/participation/places'
import { getRedemption, giveBack, redeem } from '../lib/participation/redeem'
import { getDeed, report } from '../lib/participation/report'
import {
  certify,
  getCertificate,
  getShift,
  getVolunteer,
  listShifts,
  saveVolunteer,
} from '../lib/participation/volunteer-home'
import { eraseMe } from '../lib/privacy/erase'
import { exportMe } from '../lib/privacy/export'
import { leaveStation } from '../lib/stations/leave'
import { sit } from '../lib/stations/sit'

/** Handlers of all resident routes. */
export const residentHandlers: Handlers<ResidentRoute> = {
  'home.get': getHome,
  'find.search': search,
  'centre.list': listCentres,
  'centre.get': getCentre,
  'class.list': listClasses,
  'class.get': getClass,
  'poster.code': getPosterCode,
  'space.list': listSpaces,
  'space.get': getSpace,
  'me.get': getMe,
  'me.export': exportMe,
  'me.erase': eraseMe,
  'member.save': saveMember,
  'member.remove': removeFromHousehold,
  'care.list': listCares,
  'care.invite': inviteCarer,
  'care.accept': acceptCare,
  'care.end': endCare,
  'care.book': bookForChild,
  'care.cancel': cancelForChild,
  'interest.list': listInterests,
  'interest.add': addInterest,
  'interest.remove': removeInterest,
  'booking.create': createBooking,
  'booking.list': listBookings,
  'booking.get': getBooking,
  'booking.cancel': cancelBooking,
  'booking.party': getBookingParty,
  'booking.removeMember': removeMember,
  'booking.addMember': addMember,
  'booking.rate': rateBooking,
  'booking.notices': setNotices,
  'booking.pass': getPass,
  'booking.makePass': makePass,
  'booking.revokePass': revokePass,
  'pass.get': openPass,
  'booking.createSeries': createSeries,
  'booking.series': getSeries,
  'booking.cancelSeries': cancelSeries,
  'checkin.self': checkInSelf,
  'waitlist.join': joinWaitlist,
  'waitlist.accept': acceptOffer,
  'waitlist.leave': leaveWaitlist,
  'ballot.register': registerForBallot,
  'ballot.get': getBallot,
  'standing.get': getStanding,
  'noshow.appeal': appealNoShow,
  'meal.list': listMeals,
  'meal.get': getMeal,
  'meal.saveAllergies': saveAllergies,
  'meal.relations': listRelations,
  'meal.relationCode': makeRelationCode,
  'meal.relate': relate,
  'meal.unrelate': unrelate,
  'meal.repeated': listRepeated,
  'meal.repeat': repeatOrder,
  'meal.endRepeated': endRepeated,
  'order.cancelFor': cancelOrderFor,
  'order.create': createOrder,
  'order.change': changeOrder,
  'order.pay': payOnline,
  'order.paid': checkPaid,
  'order.collector': getCollector,
  'order.nameCollector': nameCollector,
  'points.home': getPointsHome,
  'points.history': getHistory,
  'points.report': report,
  'points.deed': getDeed,
  'points.witness': getWitness,
  'points.confirm': confirmAsNeighbour,
  'points.listing': getListing,
  'points.object': object,
  'points.cases': listCases,
  'points.vote': vote,
  'points.redeem': redeem,
  'points.redemption': getRedemption,
  'points.giveBack': giveBack,
  'honours.home': getHonours,
  'honours.list': listHonours,
  'honours.nominate': nominateAsResident,
  'honours.answer': answerNomination,
  'honours.object': objectToHonour,
  'honours.vote': voteOnHonour,
  'need.list': listNeeds,
  'need.mine': listOwnNeeds,
  'need.get': getNeed,
  'need.put': putNeed,
  'need.support': supportNeed,
  'need.tell': tellAboutNeed,
  'volunteer.home': getVolunteer,
  'volunteer.save': saveVolunteer,
  'volunteer.shifts': listShifts,
  'volunteer.shift': getShift,
  'volunteer.signUp': signUp,
  'volunteer.leave': leaveShift,
  'volunteer.confirm': confirmShift,
  'volunteer.certify': certify,
  'volunteer.certificate': getCertificate,
  'project.get': getProject,
  'topic.list': listTopics,
  'topic.get': getTopic,
  'topic.support': supportTopic,
  'topic.vote': voteOnTopic,
  'contest.get': getContest,
  'contest.join': joinJury,
  'contest.jury': getJury,
  'contest.score': scoreEntry,
  'group.list': listGroups,
  'group.mine': listOwnGroups,
  'group.get': getGroup,
  'group.join': joinGroup,
  'group.leave': leaveGroup,
  'group.handOver': handOver,
  'station.list': listStations,
  'station.get': getStation,
  'station.sit': sit,
  'station.leave': leaveStation,
  'invitation.get': getInvitationOffer,
  'invitation.accept': acceptInvitation,
}
