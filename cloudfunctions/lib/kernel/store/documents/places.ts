import type { OpeningHours } from '@domain/places/opening-hours'

/** GeoJSON, as the database's geo index wants it: longitude first. */
export interface GeoPoint {
  type: 'Point'
  coordinates: [longitude: number, latitude: number]
}

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
  /** Place in the city's own order. */
  order: number
}
