import type { OpeningHours } from '@domain/places/opening-hours'

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
}
