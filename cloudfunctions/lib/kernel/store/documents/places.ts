import type { MonthFigures } from '@domain/office/roll-up'
import type { OpeningHours } from '@domain/places/opening-hours'
import type { Stars } from '@domain/rating/standards'

/** GeoJSON, as the database's geo index requires: longitude first. */
export interface GeoPoint {
  type: 'Point'
  coordinates: [longitude: number, latitude: number]
}

/** A community service centre. */
export interface CentreDocument {
  _id: string
  name: string
  county: string
  address: string
  phone: string
  location: GeoPoint
  hours: OpeningHours
  facilities: string[]
  wayIn: string
  /** Position in the city's order. */
  order: number
  /** Residents for whom it is there, as an office knows; absent: not known. */
  residents?: number
  /** Its stars in the latest published rating, until the end of their term; `stars` null: none. Absent: it was never rated. */
  stars?: { stars: Stars | null; year: number; until: number }
  /** Counts changes in the editor; absent: none. */
  revision?: number
  /** Invitations that spreadsheets are adding to those whom the centre expects, by call; and how often any did. */
  expecting?: Record<string, { at: number; ids: string[] }>
  expectingN?: number
  /** Ids of the latest changes, so that a late replay changes nothing. */
  changes?: string[]
  changedAt?: number
  /** Masked. */
  changedByName?: string | null
  /** When its figures are counted next, epoch ms. */
  countAt?: number
  /** The month (`YYYY-MM`) that is counted next; absent: that of its first session. */
  countFrom?: string
  /** The last day (`YYYY-MM-DD`) up to which all is counted; absent: none yet. */
  countedTo?: string
  /** What its counts found out; absent: those of the first releases. */
  countShape?: number
}

/** The figures of a month of a centre, counted from its sessions and bookings. The id is `<centre>-<month>`. */
export interface FiguresDocument extends MonthFigures {
  _id: string
  centreId: string
  /** `YYYY-MM`. */
  month: string
  countedAt: number
}

/** A closure of a centre for whole days, both included, with what it has still to cancel. */
export interface CentreClosureDocument {
  _id: string
  centreId: string
  from: string
  to: string
  reason: string
  /** Who closed it, as in records of acts. */
  by: string
  at: number
  /** Sessions that it has cancelled. */
  cancelled: number
  /** Since when it has to be worked on; 0: nothing to do. */
  openAt: number
  /** When it was in the opening hours; absent: it is not yet, or it was made by an earlier release. */
  closedAt?: number
  /** It was taken back while it was being worked on: nothing more is cancelled. */
  takenBack?: true
  /** When those in it were removed; absent: they are there. */
  forgottenAt?: number | null
}
