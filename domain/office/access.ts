import type { OfficeRoute, StaffRoute } from '../contracts/index'
import type { AnyRole, Duty, Held } from './roles'

/** Who may call a route: a role, or a member of staff with a duty. `staff` stands for all of them, whatever their duties. */
type Grantee = AnyRole | Duty

const EVERYBODY_THERE = ['staff', 'manager', 'county', 'city'] as const
/** Residents' names and bookings are for those who let them in: no office above the centre needs them. */
const DOOR = ['door', 'manager'] as const
/** Who cooks, hands over and delivers. */
const KITCHEN = ['kitchen', 'till', 'courier', 'manager'] as const
/** Who cooks. */
const COOK = ['kitchen', 'manager'] as const
/** Who hands meals over has the eater and the papers in front of them. */
const COUNTER = ['till', 'kitchen', 'manager'] as const
/** Who takes money. */
const TILL = ['till', 'manager'] as const
const REVERSAL = ['reversal', 'manager'] as const
const MENU = ['menu', 'manager'] as const
const COURIER = ['courier', 'manager'] as const
/** Who can look after an eater who did not open. */
const CARE = ['courier', 'till', 'kitchen', 'door', 'manager'] as const
const TILL_OR_REVERSAL = ['till', 'reversal', 'manager'] as const
const TIMETABLE = ['timetable', 'manager', 'county', 'city'] as const
const DOOR_OR_TIMETABLE = ['door', 'timetable', 'manager', 'county', 'city'] as const
/** What people of a partner do as well, with the offerings of its agreement alone: the router looks at what an input names. */
const DOOR_OR_PARTNER = [...DOOR, 'partner'] as const
const TIMETABLE_OR_PARTNER = [...TIMETABLE, 'partner'] as const
const MANAGER = ['manager'] as const
const OFFICES = ['county', 'city'] as const
const CITY = ['city'] as const
const LEADERS = ['manager', 'county', 'city'] as const

/**
 * Who may call which route, at the place that its input names: a centre (`centreId`), a county (`county`), or the city. A
 * role counts at its own place and at all places below it. This is the only list of permissions; the router reads it, and
 * the documentation and the test of the whole matrix follow it.
 */
export const ACCESS: Record<StaffRoute | OfficeRoute, readonly Grantee[]> = {
  'staff.today': [...EVERYBODY_THERE, 'partner'],
  'staff.roster': DOOR_OR_PARTNER,
  'staff.checkIn': DOOR_OR_PARTNER,
  'staff.undoCheckIn': DOOR_OR_PARTNER,
  'staff.find': DOOR_OR_PARTNER,
  'staff.checkInByName': DOOR_OR_PARTNER,
  'staff.walkIn': DOOR_OR_PARTNER,
  'staff.coming': DOOR_OR_TIMETABLE,
  'staff.bookFor': DOOR_OR_PARTNER,
  'staff.cancelFor': DOOR_OR_PARTNER,
  'staff.releaseBooking': DOOR_OR_PARTNER,
  'staff.pack': DOOR,
  'staff.doorKey': DOOR,
  'staff.uploadScans': DOOR,
  'staff.duplicates': MANAGER,
  'staff.setCapacity': TIMETABLE,
  'staff.cancelSession': TIMETABLE,
  'staff.moveEffects': TIMETABLE,
  'staff.moveSession': TIMETABLE,
  'staff.space': DOOR_OR_TIMETABLE,
  'staff.closeSpots': TIMETABLE,
  'staff.openSpots': TIMETABLE,
  'staff.excuseSession': MANAGER,
  'staff.appeals': MANAGER,
  'staff.decideAppeal': MANAGER,
  'staff.stations': DOOR,
  'staff.adjustOccupancy': DOOR,
  'staff.endVisit': DOOR,
  'staff.closeStation': DOOR,
  'staff.openStation': DOOR,
  'staff.mealKitchen': KITCHEN,
  'staff.mealSample': COOK,
  'staff.mealProof': COUNTER,
  'staff.mealRelate': COUNTER,
  'staff.mealCounter': COUNTER,
  'staff.mealFind': COUNTER,
  'staff.mealHandOver': COUNTER,
  'staff.mealGuestMenu': COUNTER,
  'staff.mealOrderFor': COUNTER,
  'staff.mealCancelFor': COUNTER,
  'staff.mealPay': TILL,
  'staff.mealTill': TILL_OR_REVERSAL,
  'staff.mealClaim': LEADERS,
  'staff.mealReverse': REVERSAL,
  'staff.mealClose': TILL,
  'staff.mealConfirmClose': TILL_OR_REVERSAL,
  'staff.mealMenus': MENU,
  'staff.mealSaveMenu': MENU,
  'staff.mealCopyMenus': MENU,
  'staff.mealPublishMenus': MENU,
  'staff.mealSettings': MANAGER,
  'staff.mealSaveSettings': MANAGER,
  'staff.mealNewPrices': MANAGER,
  'staff.mealRounds': COURIER,
  'staff.mealOpenRound': COURIER,
  'staff.mealReportStops': COURIER,
  'staff.mealAlerts': CARE,
  'staff.mealCloseAlert': CARE,
  'office.ratings': EVERYBODY_THERE,
  'staff.points': DOOR,
  'staff.pointsConfirm': DOOR,
  'staff.pointsFind': DOOR,
  'staff.pointsHandOut': DOOR,
  'staff.shifts': DOOR,
  'staff.shift': DOOR,
  'staff.shiftMark': DOOR,
  'staff.shiftSign': DOOR,
  'staff.shiftManual': DOOR,
  'staff.volunteerCalled': DOOR,
  'office.volunteers': MANAGER,
  'office.saveShift': MANAGER,
  'office.cancelShift': MANAGER,
  'office.approveHours': MANAGER,
  'office.workers': EVERYBODY_THERE,
  'office.enterCertificate': ['staff', 'manager'],
  'office.checkCertificate': OFFICES,
  'office.groups': MANAGER,
  'office.group': MANAGER,
  'office.saveGroup': MANAGER,
  'office.closeGroup': MANAGER,
  'office.groupHolder': MANAGER,
  'office.partners': MANAGER,
  'office.savePartner': MANAGER,
  'office.reviewPartner': MANAGER,
  'office.wants': ['manager', 'partner'],
  'office.saveWant': ['manager', 'partner'],
  'office.team': LEADERS,
  'office.invite': LEADERS,
  'office.importStaff': LEADERS,
  'office.showInvitation': LEADERS,
  'office.invitation': LEADERS,
  'office.withdrawInvitation': LEADERS,
  'office.setDuties': LEADERS,
  'office.revoke': LEADERS,
  'office.journal': LEADERS,
  'office.setbacks': LEADERS,
  'office.watch': CITY,
  'office.offerings': TIMETABLE_OR_PARTNER,
  'office.saveOffering': TIMETABLE,
  'office.timetable': TIMETABLE_OR_PARTNER,
  'office.saveDraft': TIMETABLE_OR_PARTNER,
  'office.removeDrafts': TIMETABLE_OR_PARTNER,
  'office.previewRepeat': TIMETABLE_OR_PARTNER,
  'office.repeat': TIMETABLE_OR_PARTNER,
  'office.previewCopy': TIMETABLE,
  'office.copy': TIMETABLE,
  'office.importTimetable': TIMETABLE,
  'office.publish': TIMETABLE,
  'office.unpublish': TIMETABLE,
  'office.previewChange': TIMETABLE,
  'office.changeSession': TIMETABLE,
  'office.week': EVERYBODY_THERE,
  'office.figures': LEADERS,
  'office.rollUp': LEADERS,
  'office.tasks': DOOR_OR_TIMETABLE,
  'office.centres': OFFICES,
  'office.createCentre': OFFICES,
  'office.importCentres': OFFICES,
  'office.centre': LEADERS,
  'office.saveCentre': LEADERS,
  'office.previewClosure': LEADERS,
  'office.closeCentre': LEADERS,
  'office.removeClosure': LEADERS,
  'office.saveStation': LEADERS,
  'office.points': LEADERS,
  'office.pointDeeds': MANAGER,
  'office.reclaimPoints': MANAGER,
  'office.splitPoints': MANAGER,
  'office.honours': EVERYBODY_THERE,
  'office.nominateHonour': ['staff', 'manager'],
  'office.recheckHonour': MANAGER,
  'office.savePointTask': LEADERS,
  'office.savePointGood': LEADERS,
  'office.savePointPanel': LEADERS,
  'office.needs': LEADERS,
  'office.lateNeeds': OFFICES,
  'office.answerNeed': LEADERS,
  'office.mergeNeed': LEADERS,
  'office.stars': LEADERS,
  'office.starRecords': LEADERS,
  'office.starBoard': OFFICES,
  'office.openStars': CITY,
  'office.assessStars': MANAGER,
  'office.reviewStars': MANAGER,
  'office.appraiseStars': OFFICES,
  'office.publishStars': CITY,
  'office.disputeStars': MANAGER,
  'office.decideStars': OFFICES,
  'office.explainStars': MANAGER,
  'office.recheckStars': OFFICES,
  'office.contest': LEADERS,
  'office.openContest': CITY,
  'office.enterContest': MANAGER,
  'office.withdrawEntry': LEADERS,
  'office.inviteJuror': CITY,
  'office.lookAtSpread': CITY,
  'office.publishContest': CITY,
  'office.talent': ['staff', 'manager'],
  'office.enterTalent': ['staff', 'manager'],
  'office.withdrawTalent': ['staff', 'manager'],
  'office.topics': LEADERS,
  'office.saveTopic': LEADERS,
  'office.openVote': LEADERS,
  'office.decideTopic': LEADERS,
  'office.projects': LEADERS,
  'office.saveProject': LEADERS,
  'office.closeProject': LEADERS,
  'staff.enterVote': DOOR,
}

/** Whether any of these roles may call the route. */
export function mayCall(route: StaffRoute | OfficeRoute, held: readonly Held[]): boolean {
  return held.some(({ role, duties }) => permits(ACCESS[route], role, duties))
}

function permits(grantees: readonly Grantee[], role: AnyRole, duties: readonly Duty[]): boolean {
  return grantees.includes(role) || (role === 'staff' && duties.some(duty => grantees.includes(duty)))
}

/** A place of which a call is about, from its input: a centre, a county, or neither for the city. */
export interface Place {
  centreId: string | null
  county: string | null
}

/** The place that an input names. */
export function placeOf(input: object): Place {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const { centreId, county } = input as { centreId?: unknown; county?: unknown }
  return { centreId: text(centreId), county: centreId === undefined ? text(county) : null }
}
