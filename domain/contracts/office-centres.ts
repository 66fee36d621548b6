import * as v from 'valibot'
import type { Location } from '../places/geo'
import type { OpeningHours } from '../places/opening-hours'
import { FACILITIES } from '../stations/facilities'
import { HOUR, MINUTE } from '../time'
import { usualForm } from '../typed'
import { date, id, location, optionalLine, shortLine } from './fields'
import {
  ADDRESS_LENGTH,
  CHANGE_REASON_LENGTH,
  MAX_IMPORTED,
  MAX_RESIDENTS,
  NAME_LENGTH,
  PHONE_LENGTH,
  WAY_IN_LENGTH,
} from './limits'
import { countyName } from './office-team'
import { route } from './route'
import type { StaffStation } from './staff-stations'
import { stationId } from './stations'

const minute = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
const weekHours = v.pipe(
  v.array(
    v.strictObject({
      /** 0 = Sunday. */
      weekday: minute(6),
      opens: minute(1440),
      closes: minute(2880),
    }),
  ),
  v.maxLength(7),
  v.check(days => new Set(days.map(({ weekday }) => weekday)).size === days.length),
)

/** A telephone number. */
const phone = v.pipe(v.string(), v.maxLength(PHONE_LENGTH), v.transform(usualForm), v.regex(/^[\d+(][\d ()+-]{2,}$/))
const revision = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))

/** What residents see of a centre, except for its name and county. */
const centreFields = {
  address: shortLine(ADDRESS_LENGTH),
  phone,
  location,
  week: weekHours,
  facilities: v.pipe(v.array(shortLine(12)), v.maxLength(30)),
  wayIn: optionalLine(WAY_IN_LENGTH),
  /** Residents for whom it is there; 0: not known. Absent: as it was. */
  residents: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_RESIDENTS))),
}

/** A centre as it is edited. */
export interface CentreEdit {
  id: string
  name: string
  county: string
  address: string
  phone: string
  location: Location
  hours: OpeningHours
  facilities: string[]
  wayIn: string
  /** Residents for whom it is there, which only offices change; 0: not known. */
  residents: number
  /** Counts the saved changes; send back the one that was read. */
  revision: number
}

/** A session that a closure would cancel, or has cancelled. */
export interface ClosedSession {
  id: string
  title: string
  startsAt: number
  endsAt: number
  /** People who have booked, and parties that wait. */
  booked: number
  waiting: number
}

const closureInput = {
  centreId: id,
  /** Whole days, both included. */
  from: date,
  to: date,
}

/** Routes of the data of centres and stations. */
export const officeCentreRoutes = {
  /** The centres of a county, or with no county of the whole city, in the city's order. */
  'office.centres': route<{ now: number; centres: { id: string; name: string; county: string }[] }>()({
    effect: 'read',
    input: v.strictObject({ county: v.optional(countyName) }),
    errors: [],
  }),
  /** Adds a centre to a county. */
  'office.createCentre': route<{ now: number; centre: CentreEdit }>()({
    effect: 'write',
    input: v.strictObject({
      county: countyName,
      name: shortLine(NAME_LENGTH),
      ...centreFields,
    }),
    errors: ['REQUEST_REUSED'],
  }),
  /**
   * Adds the centres of a spreadsheet, those of the same county and name excepted: the same file twice changes nothing. All must be of
   * `county`, when it is given.
   */
  'office.importCentres': route<{ now: number; created: number; existing: number }>()({
    effect: 'write',
    input: v.strictObject({
      county: v.optional(countyName),
      centres: v.pipe(
        v.array(v.strictObject({ county: countyName, name: shortLine(NAME_LENGTH), ...centreFields })),
        v.minLength(1),
        v.maxLength(MAX_IMPORTED),
      ),
    }),
    errors: [],
  }),
  /** All that residents see of a centre. */
  'office.centre': route<{ now: number; centre: CentreEdit }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
  /**
   * Saves what residents see of a centre; sessions and bookings that are to come follow a new address. When somebody else has
   * saved since `revision` was read, nothing is saved and the refusal holds their version. Only an office changes how many residents
   * there are: figures of volunteers are compared by it.
   */
  'office.saveCentre': route<{ now: number; centre: CentreEdit }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, revision, ...centreFields }),
    errors: ['CENTRE_NOT_FOUND', 'CENTRE_CHANGED'],
  }),
  /** The sessions that a closure of these days would cancel. */
  'office.previewClosure': route<{ now: number; sessions: ClosedSession[] }>()({
    effect: 'read',
    input: v.strictObject(closureInput),
    errors: ['TIME_NOT_POSSIBLE'],
  }),
  /**
   * Closes a centre for whole days: its sessions that begin on them are cancelled, and people who asked for it are told. Those
   * that have begun go on.
   */
  'office.closeCentre': route<{ now: number; centre: CentreEdit; cancelled: number }>()({
    effect: 'write',
    input: v.strictObject({ ...closureInput, reason: shortLine(CHANGE_REASON_LENGTH) }),
    errors: ['CENTRE_NOT_FOUND', 'TIME_NOT_POSSIBLE', 'REQUEST_REUSED'],
  }),
  /** Takes a closure back; what it has cancelled stays cancelled. */
  'office.removeClosure': route<{ now: number; centre: CentreEdit }>()({
    effect: 'write',
    input: v.strictObject(closureInput),
    errors: ['CENTRE_NOT_FOUND'],
  }),
  /** Saves what residents see of a rest station. Seats that are taken stay: fewer are refused. */
  'office.saveStation': route<{ now: number; station: StaffStation }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      stationId,
      name: shortLine(NAME_LENGTH),
      address: shortLine(ADDRESS_LENGTH),
      phone,
      week: weekHours,
      wayIn: optionalLine(WAY_IN_LENGTH),
      facilities: v.pipe(v.array(v.picklist(FACILITIES.map(entry => entry.id))), v.maxLength(FACILITIES.length)),
      healthDays: v.pipe(
        v.array(v.strictObject({ date, opens: minute(1440), closes: minute(1440), note: optionalLine(40) })),
        v.maxLength(31),
      ),
      /** Longest visit, ms. */
      stay: v.pipe(v.number(), v.integer(), v.minValue(10 * MINUTE), v.maxValue(12 * HOUR)),
      capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
    }),
    errors: ['STATION_NOT_FOUND', 'CAPACITY_BELOW_BOOKED'],
  }),
}
