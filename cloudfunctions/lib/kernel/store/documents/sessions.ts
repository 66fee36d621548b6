import type { KitchenCount } from '@domain/canteen/kitchen-count'
import type { Order } from '@domain/canteen/order'
import type { FoodSamples } from '@domain/canteen/samples'
import type { Counters, Sitting } from '@domain/canteen/sitting'
import type { Guest } from '@domain/desk/guest'
import type { Category, Kind } from '@domain/offerings/kinds'
import type { Layout, Span, Unit } from '@domain/offerings/layout'
import type { BookingRules } from '@domain/offerings/rules'
import type { Series } from '@domain/series/series'
import type { DrawRecord } from './ballots'

/**
 * One dated occurrence, and the only guard of its capacity: `seatsLeft` + places in `claims` and `offers` + `reserve` =
 * `capacity`. A party moves from the waitlist to `offers` to `claims`, each time by one conditional update. Each entry
 * holds everything needed to finish its booking after a crash. A waiting party is listed here only until its booking is stored.
 */
export interface SessionDocument {
  _id: string
  offeringId: string
  centreId: string
  centreName: string
  address: string
  kind: Kind
  category: Category
  title: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
  capacity: number
  /** Free places reserved for walk-ins and bookings by phone; the app cannot take them. */
  reserve: number
  /** Reserved places that the desk has given away; absent: none. */
  reserveTaken?: number
  seatsLeft: number
  claims: Record<string, Claim>
  /**
   * The earliest moment at which an entry was added that the reconciler has not checked yet; absent: none. 0 in documents of
   * earlier versions: not known.
   */
  claimedAt?: number
  /** Counts added entries, so that `claimedAt` is never overwritten after an unseen one; absent: none yet. */
  arrivals?: number
  /**
   * Waiting parties: tickets, and those whose booking may not be stored yet. All others are known by their bookings alone
   * (docs/decisions/0046-stored-waits.md).
   */
  waitlist: Record<string, WaitEntry>
  /** How many parties wait, listed or not; a claim requires that it is 0. */
  waiting: number
  /** Parties that waited and are out for good, epoch ms by booking; removed after some minutes. Absent: none yet. */
  left?: Record<string, number>
  /** Places held for parties from the waitlist. */
  offers: Record<string, Offer>
  /** When the next promotion of the waitlist is due; absent: never. 0 in documents of earlier versions: not known. */
  turnAt?: number
  /** Counts changes that may allow a promotion, so that `turnAt` is never overwritten after an unseen change. */
  turns: number
  /** Capacity changes by staff, by request id. */
  capacityChanges: Record<string, CapacityChange>
  status: 'open' | 'cancelled'
  rules: BookingRules
  /** The centre's excuse for all absences; absent: none. */
  excused?: SessionExcuse
  /** Since when no-show records may still have to be updated for that; 0 or absent: none. */
  excuseAt?: number
  /** Its series; absent or null: none. */
  series?: Series | null
  /** When no-shows are finalized; null: done, or never. */
  settleAt: number | null
  /** How often the centre has moved it. A claim is only valid for the times that were read. */
  moves: number
  /** Its units and time grid; absent or null where places are only counted. */
  layout?: Layout | null
  /** Holder of each spot: the id of a booking or closure. `seatsLeft` counts the spots not in here. */
  spots?: Record<string, string>
  /** Closures by id; those that were reopened are kept for the record. */
  closures?: Record<string, SpotClosure>
  /** The menu of a meal sitting; absent: it is none. What an order takes is counted in `counters`. */
  sitting?: Sitting
  /** What is left of the sitting, by counter. */
  counters?: Counters
  /** The order of each person who gets a subsidised meal, by the person's key: the booking id. */
  eaters?: Record<string, string>
  /** Counts changes of the orders of a sitting; absent: none yet, or no sitting. */
  orderTurns?: number
  /** When the orders of a sitting are to be frozen; absent: done, or no sitting. */
  freezeAt?: number
  /** What the kitchen cooks: the orders at the moment they were frozen; absent before. Never changed. */
  kitchen?: FrozenOrders
  /** The samples of a sitting's dishes; absent: none yet. */
  samples?: FoodSamples
  /** When the orders of a sitting were frozen: none is taken from then on. Null: not yet; absent: no sitting. */
  frozenAt?: number | null
  /** When the room was changed, as long as a booking may show the former one; 0 or absent: none. */
  placedAt?: number
  /** Last change that may not have reached all bookings yet; 0: none. */
  changedAt: number
  /** The centre's changes by id, so that a replay changes nothing. */
  changes: Record<string, SessionChange>
  /** The latest changes of room and teacher alone, for the same reason; absent: none. */
  placeChanges?: string[]
  /** For a ballot: when the timer has to handle it next; 0 or absent: never. While set, no offers are made. */
  drawAt?: number
  /** For a ballot: when the draw is due, as announced. Does not change when the session is moved. */
  announcedDrawAt?: number
  /** When registration was closed; absent: it is open. */
  ticketsClosedAt?: number
  /** SHA-256 of the ballot's seed; absent until there is one. */
  seedHash?: string
  /** When the ballot was drawn; null or absent: not yet, or no ballot. */
  drawnAt?: number | null
  /** When the numbers of staff and the list of the draw were removed; absent: they are there. */
  forgottenAt?: number | null
  /** The draw, written in the same update that turned the winners into claims. */
  drawn?: DrawRecord
}

/** The orders of a sitting as they were frozen, by booking id, and their count. */
export interface FrozenOrders {
  orders: string[]
  count: KitchenCount
}

/** A closure of part of a container. */
export interface SpotClosure {
  /** Null: all bookable units. */
  unit: Unit | null
  span: Span
  spots: string[]
  reason: string
  at: number
  /** Account id of the manager. */
  by: string
  /** Null while closed. */
  opened: { at: number; by: string } | null
}

/** A cancellation or move by the centre. */
export interface SessionChange {
  /** The new times; null: cancelled. */
  to: { startsAt: number; endsAt: number } | null
  reason: string
  at: number
  /** Account id of the manager. */
  by: string
}

/** An excuse for all absences of a session. */
interface SessionExcuse {
  reason: string
  at: number
  /** Account id of the manager. */
  by: string
  requestId: string
}

/** A party in a session: who booked, for whom, and when. */
export interface WaitEntry {
  accountId: string
  attendees: { memberId: string; nickname: string }[]
  /** Spots it holds; absent where places are only counted. */
  spots?: string[]
  /** For a container: unit and span. */
  unit?: Unit
  span?: Span
  /** How many of its places came from the reserve and return there. */
  fromReserve?: number
  /** What was ordered at a meal sitting, and what of its counters the order takes. */
  order?: Order
  takes?: Counters
  /** The keys of the people who get a subsidised meal, as in `eaters` of the session. */
  eaters?: string[]
  /** It is held until it is paid online, at this moment at the latest; absent: it is paid at the counter. */
  payUntil?: number
  /** The latest requests that changed the order; absent: none. */
  orderRequests?: string[]
  /** When the order was last changed; absent: never. */
  orderChangedAt?: number
  /** Set for a guest without the app, booked at the desk. */
  guest?: DeskGuest
  requestId: string
  at: number
  /** Of an entry on the waitlist: tells it from one that a copy of the same call makes; absent in those of earlier releases. */
  key?: string
  /** It is the household's ballot ticket. */
  ticket?: true
  /** Position in drawn order, from 1. */
  rank?: number
}

/** A guest; `letInBy`: account id of the staff member who checked the party in at once; null: it comes later. */
export interface DeskGuest extends Guest {
  letInBy: string | null
}

/** A party that holds places; each claim has, or will get, a booking. */
export interface Claim extends WaitEntry {
  /** The change of its party that it reflects, see `BookingDocument`; absent: none. */
  partyChanges?: number
  /** The latest of these changes has added a member, whose place can be given back once. */
  joined?: true
  /** The members it was first made for; absent: they have not changed. */
  bookedFor?: string[]
  /** For a series: the enrolment, which decides about the claim. */
  enrolment?: string
  /** For an accepted offer: the offer, which is restored if the claim is refused. */
  offer?: Offer
  /** For an accepted offer: the id of the attempt. */
  acceptance?: string
  /** For a drawn place: when it was drawn. */
  wonAt?: number
}

/** Places held for a party from the waitlist until `until`. */
export interface Offer extends WaitEntry {
  offeredAt: number
  until: number
}

/** A change of the capacity by staff. */
export interface CapacityChange {
  /** Account id of the manager. */
  by: string
  at: number
  from: number
  to: number
}
