import type { Category, Kind } from '@domain/offerings/kinds'

/** An offering: what is the same in all of its sessions. */
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
