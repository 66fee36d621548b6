import * as v from 'valibot'
import { id, shortText, timestamp } from './fields'
import { CHANGE_REASON_LENGTH, MAX_COUNT_STEP } from './limits'
import { route } from './route'
import { type StationView, stationId } from './stations'

/** A seat that was taken in the app, without who took it. */
export interface TakenSeat {
  visitId: string
  from: number
  until: number
  /** Kept for somebody who has not scanned the code at the door yet. */
  held: boolean
}

/** A station, for staff. */
export interface StaffStation extends StationView {
  /** Seats taken in the app, and people counted by staff. */
  visits: number
  counted: number
  /** The seats taken in the app, earliest first. */
  seats: TakenSeat[]
  /** The `scene` of the code at its door. */
  scene: string
}

interface StaffStationAnswer {
  now: number
  station: StaffStation
}

/** Routes for staff of rest stations. */
export const staffStationRoutes = {
  /** The centre's rest stations, in the city's order. */
  'staff.stations': route<{ now: number; stations: StaffStation[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /** Counts people without the app in or out; 0 confirms the current figure. */
  'staff.adjustOccupancy': route<StaffStationAnswer>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      stationId,
      by: v.pipe(v.number(), v.integer(), v.minValue(-MAX_COUNT_STEP), v.maxValue(MAX_COUNT_STEP)),
    }),
    errors: ['STATION_NOT_FOUND', 'STATION_CLOSED', 'COUNT_NOT_POSSIBLE', 'REQUEST_REUSED'],
  }),
  /** Frees a seat that was taken in the app, when nobody sits there. Does nothing if the visit is over already. */
  'staff.endVisit': route<StaffStationAnswer>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, stationId, visitId: id }),
    errors: ['STATION_NOT_FOUND', 'REQUEST_REUSED'],
  }),
  /** Closes a station until a moment; all its visits end. */
  'staff.closeStation': route<StaffStationAnswer>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, stationId, reason: shortText(CHANGE_REASON_LENGTH), until: timestamp }),
    errors: ['STATION_NOT_FOUND', 'TIME_NOT_POSSIBLE', 'REQUEST_REUSED'],
  }),
  /** Reopens a station before the closure is over. */
  'staff.openStation': route<StaffStationAnswer>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, stationId }),
    errors: ['STATION_NOT_FOUND', 'REQUEST_REUSED'],
  }),
}
