import type { ClassCategory, Kind } from '@domain/offerings/kinds'

export interface OfferingDocument {
  _id: string
  centreId: string
  kind: Kind
  category: ClassCategory
  title: string
  summary: string
  bring: string
  teacher: { name: string; intro: string }
  priceCents: number
}
