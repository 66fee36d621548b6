import type { StaffRoute } from '@domain/contracts'
import { checkIn } from '../lib/attendance/checkin/check-in'
import { listDuplicates } from '../lib/attendance/checkin/duplicates'
import { getPack } from '../lib/attendance/checkin/pack'
import { getRoster } from '../lib/attendance/checkin/roster'
import { getToday } from '../lib/attendance/checkin/today'
import { undoCheckIn } from '../lib/attendance/checkin/undo'
import { uploadScans } from '../lib/attendance/checkin/upload'
import { bookFor, walkIn } from '../lib/attendance/desk/book'
import { cancelFor } from '../lib/attendance/desk/cancel'
import { checkInByName, findBookings } from '../lib/attendance/desk/find'
import { releaseForResident } from '../lib/attendance/desk/release'
import { listUpcoming } from '../lib/attendance/desk/upcoming'
import { getDoorKey } from '../lib/attendance/door/key'
import { decideAppeal, listAppeals } from '../lib/attendance/noshows/decide'
import { excuseSession } from '../lib/attendance/noshows/excuse'
import { getKitchen } from '../lib/canteen/kitchen'
import { confirmProof } from '../lib/canteen/proof'
import { relateAtCounter } from '../lib/canteen/relations'
import { noteSample } from '../lib/canteen/samples'
import { getClaim } from '../lib/counter/claim'
import { closeTill, confirmClose } from '../lib/counter/close'
import { cancelForGuest, getGuestMenu, orderForGuest } from '../lib/counter/guest-order'
import { handOver } from '../lib/counter/hand-over'
import { findOrders, getCounter } from '../lib/counter/list'
import { copyMenus, getMenus, publishMenus, saveMenu } from '../lib/counter/menus'
import { payOpenSum, reversePayment } from '../lib/counter/pay'
import { reportStops } from '../lib/counter/report-stops'
import { closeAlert, listAlerts, listRounds, openRound } from '../lib/counter/rounds'
import { getSettings, newPrices, saveSettings } from '../lib/counter/settings'
import { getTill } from '../lib/counter/till'
import { enterVote } from '../lib/governance/paper'
import type { Handlers } from '../lib/kernel/router/router'
import { moveSession } from '../lib/office/timetable/move'
import { confirmAsStaff } from '../lib/participation/confirm'
import { findRedemption, getPointsDesk, handOut } from '../lib/participation/counter'
import { enterHours, getGuidedShift, getShiftDesk, markShift, noteCall, signHours } from '../lib/participation/guide'
import { cancelSession } from '../lib/sessions/change'
import { closeSpots, getStaffSpace, openSpots } from '../lib/sessions/closures'
import { moveEffects } from '../lib/sessions/move-effects'
import { setCapacity } from '../lib/sessions/set-capacity'
import { closeStation, openStation } from '../lib/stations/close'
import { adjustOccupancy } from '../lib/stations/count'
import { endVisit } from '../lib/stations/end-visit'
import { listStaffStations } from '../lib/stations/staff'

/** Handlers of all staff routes. */
export const staffHandlers: Handlers<StaffRoute> = {
  'staff.today': getToday,
  'staff.roster': getRoster,
  'staff.checkIn': checkIn,
  'staff.undoCheckIn': undoCheckIn,
  'staff.find': findBookings,
  'staff.checkInByName': checkInByName,
  'staff.walkIn': walkIn,
  'staff.coming': listUpcoming,
  'staff.bookFor': bookFor,
  'staff.cancelFor': cancelFor,
  'staff.releaseBooking': releaseForResident,
  'staff.pack': getPack,
  'staff.doorKey': getDoorKey,
  'staff.uploadScans': uploadScans,
  'staff.duplicates': listDuplicates,
  'staff.setCapacity': setCapacity,
  'staff.cancelSession': cancelSession,
  'staff.moveSession': moveSession,
  'staff.moveEffects': moveEffects,
  'staff.space': getStaffSpace,
  'staff.closeSpots': closeSpots,
  'staff.openSpots': openSpots,
  'staff.excuseSession': excuseSession,
  'staff.appeals': listAppeals,
  'staff.decideAppeal': decideAppeal,
  'staff.mealKitchen': getKitchen,
  'staff.mealSample': noteSample,
  'staff.mealProof': confirmProof,
  'staff.mealRelate': relateAtCounter,
  'staff.mealCounter': getCounter,
  'staff.mealGuestMenu': getGuestMenu,
  'staff.mealOrderFor': orderForGuest,
  'staff.mealCancelFor': cancelForGuest,
  'staff.mealMenus': getMenus,
  'staff.mealSaveMenu': saveMenu,
  'staff.mealCopyMenus': copyMenus,
  'staff.mealPublishMenus': publishMenus,
  'staff.mealSettings': getSettings,
  'staff.mealSaveSettings': saveSettings,
  'staff.mealNewPrices': newPrices,
  'staff.mealRounds': listRounds,
  'staff.mealOpenRound': openRound,
  'staff.mealReportStops': reportStops,
  'staff.mealAlerts': listAlerts,
  'staff.mealCloseAlert': closeAlert,
  'staff.mealFind': findOrders,
  'staff.mealHandOver': handOver,
  'staff.mealPay': payOpenSum,
  'staff.mealTill': getTill,
  'staff.mealClaim': getClaim,
  'staff.mealReverse': reversePayment,
  'staff.mealClose': closeTill,
  'staff.mealConfirmClose': confirmClose,
  'staff.points': getPointsDesk,
  'staff.pointsConfirm': confirmAsStaff,
  'staff.pointsFind': findRedemption,
  'staff.pointsHandOut': handOut,
  'staff.shifts': getShiftDesk,
  'staff.shift': getGuidedShift,
  'staff.shiftMark': markShift,
  'staff.shiftSign': signHours,
  'staff.shiftManual': enterHours,
  'staff.volunteerCalled': noteCall,
  'staff.enterVote': enterVote,
  'staff.stations': listStaffStations,
  'staff.adjustOccupancy': adjustOccupancy,
  'staff.closeStation': closeStation,
  'staff.endVisit': endVisit,
  'staff.openStation': openStation,
}
