import type { Category, Kind } from '@domain/offerings/kinds'
import type { OfferingPlan } from '@domain/office/offering-form'

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
  /** What its sessions are like unless their drafts say otherwise; absent: stored before there was an editor. */
  plan?: OfferingPlan
  archived?: boolean
  /** Some of its bookings may be rated; absent: none is. */
  rated?: true
  /** Counts changes in the editor; absent: none. */
  revision?: number
  /** Ids of the latest changes, so that a late replay changes nothing. */
  changes?: string[]
  changedAt?: number
  changedByName?: string | null
}
