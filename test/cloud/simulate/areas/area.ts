import type { Reply } from '@domain/contracts/reply'
import type { Documents, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Write } from '../../in-process/world'
import type { CentrePlan, CityPlan, Resident } from '../city/plan'
import type { Sent, Simulation } from '../core/simulation'
import type { DoorPhone } from '../phones/door-phone'
import type { Phone } from '../phones/phone'

/** The city as its people know it. */
export interface City {
  readonly simulation: Simulation
  readonly plan: CityPlan
  /** The timer is away until this moment, epoch ms. */
  timerAwayUntil: number
  /** Returns a phone of a person: sometimes the second of two. */
  phoneOf: (resident: Pick<Resident, 'openid'>) => Phone
  /** Returns one of the phones at the door of a centre. */
  doorPhoneOf: (centre: CentrePlan) => DoorPhone
  managerOf: (centre: CentrePlan) => Phone
  centreOf: (centreId: string) => CentrePlan | undefined
  /** Returns a resident of a centre; sometimes of another centre. */
  aResident: (centre: CentrePlan) => Resident
  residentOf: (accountId: string) => Resident | undefined
  /** Returns the matching sessions of a centre that are not long over. */
  coming: (centre: CentrePlan, fits?: (session: SessionDocument) => boolean) => SessionDocument[]
  /** Returns one of these; undefined when there are none. */
  oneOf: <Item>(items: readonly Item[]) => Item | undefined
  /** Plans an action of a person for a moment, epoch ms, or for the end of the quiet hours. */
  later: (moment: number, run: () => void) => void
}

/** An action that a person starts by themselves. */
export interface Act {
  does: string
  /** How often a day, for each centre. */
  perDay: number
  /** Between these local hours; without: at any time. */
  hours?: readonly [from: number, to: number]
  run: (city: City, centre: CentrePlan) => void
}

/** Work of the timer: documents whose field holds a moment that has passed. */
export interface Due {
  /** What was not done, for the report. */
  what: string
  collection: keyof Documents
  field: string
  /** Other conditions, as a MongoDB filter. */
  where?: Record<string, unknown>
  /** It is a message to the person of the document, who may be out of reach. */
  isMessage?: true
  /** The work is due only this long after the moment, ms, because a call may still be running. */
  after?: number
}

/**
 * One part of the product: what people do there, and what must hold. A new area is one file in this folder and one line in
 * `all.ts`.
 */
export interface Area {
  name: string
  acts: readonly Act[]
  due?: readonly Due[]
  /** Called once for each city; the watcher remembers promises and plans reactions. */
  begin?: (city: City) => Watcher
}

/** What an area observes while the city runs. Violations are returned one line each. */
export interface Watcher {
  /** Called for every write, in order; reactions of people are planned here. */
  onWrite?: (write: Write) => void
  /** Called for every write, in order; returns its violations. */
  checkWrite?: (write: Write) => readonly string[]
  /** Called when a phone sends a call (`reply` is null) and when it gets the answer. */
  onCall?: (sent: Sent, reply: Reply | null) => void
  /**
   * Returns what is overdue, judged by the documents themselves and not by the fields by which the timer finds its work; one
   * line each. `before`: what has been due since this moment, epoch ms, is overdue.
   */
  late?: (before: number) => readonly string[]
  /** Called at the end of a day, when no call is running and the timer has run. */
  atRest?: () => readonly string[]
}
