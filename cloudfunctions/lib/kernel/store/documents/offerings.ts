import type { Category, Kind } from '@domain/offerings/kinds'

export interface OfferingDocument {
  _id: string
  centreId: string
  kind: Kind
  category: Category
  title: string
  summary: string
  bring: string
  teacher: { name: string; intro: string }
  priceCents: number
}
