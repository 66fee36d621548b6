import type { ShownDeedState } from '../participation/deed-state'
import type { HonourState } from '../participation/honour-state'
import type { PanelFault } from '../participation/panel'
import type { PartnerFault } from '../participation/partner-faults'
import type { MarkFault, ShiftFault } from '../participation/shift-faults'

/** Refusals of points, volunteers, resident groups and partners. */
export interface ParticipationErrors {
  // Points
  TASK_NOT_FOUND: null
  /** The community does not offer the task any more. */
  TASK_CLOSED: null
  /** Deeds are reported for today and for days back to this local date. */
  DEED_DATE_WRONG: { from: string }
  /** `max` null: the task is not counted by the hour. */
  HOURS_WRONG: { max: number | null }
  /** The household has reported this task for this day, this week, or once for all. */
  ALREADY_REPORTED: { deedId: string; date: string }
  DEED_NOT_FOUND: null
  /** Nobody confirms a deed of their own household, or objects to it. */
  OWN_DEED: null
  /** Not possible any more, or not yet. */
  DEED_NOT_OPEN: { state: ShownDeedState }
  /** The centre has no panel that could decide, or too few of it are not concerned. */
  PANEL_MISSING: null
  ALREADY_VOTED: null
  /** Points are taken back within `days` days after the listing. */
  RECLAIM_LATE: { days: number }
  /** There is no such household, or both are one. */
  HOUSEHOLD_NOT_FOUND: null
  /** Nobody moves points of their own household. */
  OWN_HOUSEHOLD: null
  GOOD_NOT_FOUND: null
  /** Nothing of it is left. */
  GOOD_GONE: null
  POINTS_SHORT: { spendable: number; points: number }
  /** The household has `max` redemptions that it has not fetched. */
  REDEMPTION_LIMIT: { max: number }
  REDEMPTION_NOT_FOUND: null
  /** It was fetched, given back, or not fetched in time. */
  REDEMPTION_OVER: null
  /** Somebody else has changed the tasks, goods or panel since they were read. */
  POINTS_CHANGED: null
  /** Only `left` are in stock. */
  STOCK_SHORT: { left: number }
  PANEL_INVALID: { fault: PanelFault; least: number }

  // Honours
  HONOUR_NOT_FOUND: null
  /** Not possible any more, or not yet. */
  HONOUR_NOT_OPEN: { state: HonourState }
  /** Nobody objects to an honour of their own household, or has it looked at again. */
  OWN_HONOUR: null
  /** The household holds it, is nominated already, or was in this half-year. */
  ALREADY_NOMINATED: null

  // Volunteers
  SHIFT_NOT_FOUND: null
  /** There is no such volunteer, or nobody in this shift has the code. */
  VOLUNTEER_NOT_FOUND: null
  /** It has begun, is over, or was cancelled. */
  SHIFT_CLOSED: { why: 'begun' | 'over' | 'cancelled' }
  SHIFT_FULL: { places: number }
  /** Another shift of the person is at the same time, or within `rest` ms at another site. */
  SHIFT_CLASH: { startsAt: number; endsAt: number; rest: number }
  /** Shifts of one local day would last longer than `max` ms. */
  DAY_HOURS_FULL: { max: number }
  /** The person is in `max` shifts that are not over. */
  SHIFT_LIMIT: { max: number }
  SHIFT_MARK_WRONG: { fault: MarkFault }
  /** Nothing is to be decided about these hours, or it is too late. */
  HOURS_NOT_OPEN: null
  /** Hours entered by hand are longer than the shift, `max` minutes. */
  MANUAL_TOO_LONG: { max: number }
  /** Nobody decides about their own hours, or about those of their own centre that were entered by hand. */
  OWN_HOURS: null
  /** More than `percent` of the centre's hours in the year would be entered by hand. */
  MANUAL_LIMIT: { percent: number }
  /** Only who guides the shift, or manages the centre, signs. */
  NOT_GUIDE: null
  NO_HOURS: null
  CERTIFICATE_NOT_FOUND: null
  /** Somebody else has changed the shift since it was read. */
  SHIFT_CHANGED: null
  SHIFT_WRONG: { fault: ShiftFault }
  /** The guide would have more than `max` volunteers at one time. */
  GUIDE_FULL: { max: number }

  // Certificates of social workers
  PAPER_NOT_FOUND: null
  /** It is not valid today, or for longer than any certificate. */
  PAPER_DAYS_WRONG: null
  /** So many of the person wait for a check; 0: there are too many in all. */
  PAPER_LIMIT: { waiting: number }
  /** Somebody has decided about it. */
  PAPER_DECIDED: null
  /** Nobody checks their own. */
  OWN_PAPER: null

  // Resident groups
  GROUP_NOT_FOUND: null
  GROUP_CLOSED: null
  /** It has `most` members. */
  GROUP_FULL: { most: number }
  /** The person is in `most` groups. */
  GROUP_LIMIT: { most: number }
  /** Only who leads the group may do it. */
  NOT_HOLDER: null
  /** Nobody with this key is in the group any more. */
  GROUP_MEMBER_NOT_FOUND: null
  /** Already `most` people lead it. */
  HOLDERS_FULL: { most: number }
  /** Somebody else has changed the group since it was read. */
  GROUP_CHANGED: null
  /** A class belongs to another group, `title`. */
  GROUP_OFFERING_TAKEN: { title: string }

  // Partners
  PARTNER_NOT_FOUND: null
  /** Somebody else has changed the agreement since it was read. */
  PARTNER_CHANGED: null
  PARTNER_WRONG: { fault: PartnerFault }
  /** A class belongs to the agreement with another partner, `name`. */
  PARTNER_OFFERING_TAKEN: { name: string }
  /** Nothing is to be decided about it. */
  PARTNER_NOT_IN_REVIEW: null
  /** There is no such need or offer, or it is somebody else's. */
  WANT_NOT_FOUND: null
  WANT_CHANGED: null
  /** The centre lists `most` needs and offers. */
  WANT_LIMIT: { most: number }
}
