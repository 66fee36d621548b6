import type { Reply } from '@domain/contracts/reply'
import type { Documents, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Write } from '../../in-process/world'
import type { CentrePlan, CityPlan, Resident } from '../city/plan'
import type { Sent, Simulation } from '../core/simulation'
import type { DoorPhone } from '../phones/door-phone'
import type { Phone } from '../phones/phone'

/** The city as far as its people know it. */
export interface City {
  readonly simulation: Simulation
  readonly plan: CityPlan
  /** Until when the timer is away, epoch ms. */
  timerAwayUntil: number
  /** A phone of somebody: now and then the other of two. */
  phoneOf: (resident: Pick<Resident, 'openid'>) => Phone
  /** One of the phones at the door of a centre. */
  doorPhoneOf: (centre: CentrePlan) => DoorPhone
  managerOf: (centre: CentrePlan) => Phone
  centreOf: (centreId: string) => CentrePlan | undefined
  /** Somebody of a centre; now and then of another one. */
  aResident: (centre: CentrePlan) => Resident
  residentOf: (accountId: string) => Resident | undefined
  /** Sessions of a centre that are not long over and fit. */
  coming: (centre: CentrePlan, fits?: (session: SessionDocument) => boolean) => SessionDocument[]
  /** One of these; nothing when there are none. */
  oneOf: <Item>(items: readonly Item[]) => Item | undefined
  /** Plans what somebody does at a moment, epoch ms, or after the quiet hours. */
  later: (moment: number, run: () => void) => void
}

/** Something that somebody does of their own accord. */
export interface Act {
  does: string
  /** So often a day, for each centre. */
  perDay: number
  /** Between these local hours; all day and night without. */
  hours?: readonly [from: number, to: number]
  run: (city: City, centre: CentrePlan) => void
}

/** What the timer must have seen to: documents whose field names a moment that has passed. */
export interface Due {
  /** What is left undone, for a breach. */
  what: string
  collection: keyof Documents
  field: string
  /** Other conditions, in MongoDB's words. */
  where?: Record<string, unknown>
  /** The moment is due only so long after it, ms: a call that may still be under way is waited for. */
  after?: number
}

/**
 * One part of what the product does: what people do there, and what must hold. A new area is one file beside this one and
 * one line in `all.ts`.
 */
export interface Area {
  name: string
  acts: readonly Act[]
  due?: readonly Due[]
  /** Begins with each city: keeps in mind what was promised, plans what follows from it. */
  begin?: (city: City) => Watcher
}

/** What an area looks at while the city lives. Breaches are answered one line each. */
export interface Watcher {
  /** Every write, in its true order; what people do because of it is planned here. */
  sees?: (write: Write) => void
  /** The same, to be judged. */
  judges?: (write: Write) => readonly string[]
  /** A phone sends a call, or has heard what came of it. */
  tells?: (sent: Sent, reply: Reply | null) => void
  /** At the end of a day, when nothing is under way and the timer has run. */
  atRest?: () => readonly string[]
}
