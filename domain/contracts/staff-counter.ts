import * as v from 'valibot'
import type { Entries, PaidWay } from '../canteen/ledger'
import { PAY_WAYS } from '../canteen/ledger'
import type { PriceLines } from '../canteen/price'
import type { Mode } from '../canteen/sitting'
import type { ErrorCode } from '../errors'
import { cursor, id, scannedCode, shortText } from './fields'
import { route } from './route'

/** One order at the counter. Money is in fen. */
export interface CounterOrder {
  bookingId: string
  /** One for each meal; names are masked. `tier` null: nobody has confirmed a paper, so the list price is due. */
  meals: { memberId: string; name: string; dishes: string[]; tier: string | null }[]
  mode: Mode
  seatingAt: number | null
  round: string | null
  price: PriceLines
  /** Masked name of who collects it for them; null: nobody was named. */
  collector: string | null
  /** When it was handed over; null: not yet. */
  servedAt: number | null
  /** What the ledger says: still to be paid; negative: to be returned. Null: nothing yet. `dueAtCounter` says what to take. */
  owed: number | null
  /** Staff have ordered it for somebody without the app, and can cancel it. */
  isGuest: boolean
  /** What was paid online, fen. */
  prepaid: number
}

/** An order with an open sum. */
export interface OpenSum {
  bookingId: string
  /** Masked. */
  name: string
  meals: number
  startsAt: number
  owed: number
}

/** A payment of the open till, newest first, then earlier ones of orders whose eaters get money back. */
export interface TillPayment {
  rowId: string
  bookingId: string
  at: number
  way: PaidWay
  amount: number
  /** When it was reversed; null: it stands. */
  reversedAt: number | null
  /** The caller took it, so somebody else must reverse it. */
  isOwn: boolean
}

/** A close of the till. `difference`: counted less expected cash. */
export interface TillClose {
  id: string
  date: string
  at: number
  sums: Entries
  expected: number
  counted: number
  difference: number
  reason: string | null
  /** A difference needs a second person; null: none is needed, or nobody has confirmed it. */
  confirmedAt: number | null
  isOwn: boolean
}

/** One meal of a month's claim; with `meals` −1 one that was handed over by mistake. */
export interface ClaimLine {
  at: number
  bookingId: string
  /** Null: without a subsidy. */
  tier: string | null
  meals: 1 | -1
  /** Fen. */
  subsidy: number
}

const fen = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000))
/** Cash of a till; negative: more was paid out than taken. */
const countedFen = v.pipe(v.number(), v.integer(), v.minValue(-10_000_000), v.maxValue(10_000_000))
const reason = shortText(100)
const payment = {
  way: v.picklist(PAY_WAYS.map(way => way.id)),
  /** The sum that was shown; another one is refused. */
  due: fen,
  /** Required for `waived`. */
  reason: v.optional(reason),
}

const PAY_ERRORS = [
  'REASON_NEEDED',
  'ALREADY_PAID',
  'NOTHING_DUE',
  'ORDER_CHANGED',
  'REQUEST_REUSED',
] as const satisfies readonly ErrorCode[]

/** Routes of the canteen's counter and till. */
export const staffCounterRoutes = {
  /** The counter in one call: the sittings of today, and all orders of one, by default the one that is served now or next. */
  'staff.mealCounter': route<{
    now: number
    sittings: { id: string; title: string; startsAt: number }[]
    /** Null: nothing is served today. */
    sitting: {
      id: string
      title: string
      startsAt: number
      endsAt: number
      /** From then on meals are handed over. */
      opensAt: number
      status: 'open' | 'cancelled'
      orders: CounterOrder[]
    } | null
    /** Whether the caller takes money. */
    takesMoney: boolean
  }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, sessionId: v.optional(id) }),
    errors: ['SESSION_NOT_FOUND'],
  }),
  /** The orders of a sitting that a code, digits or a part of a name means. */
  'staff.mealFind': route<{ bookingIds: string[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, sessionId: id, query: scannedCode }),
    errors: ['CODE_EXPIRED', 'CODE_AMBIGUOUS'],
  }),
  /**
   * Hands an order over, and takes the payment. `pay` null: it is free, or stays open. A repetition and a second till get the
   * same answer; an order is paid once.
   */
  'staff.mealHandOver': route<{ order: CounterOrder }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      bookingId: id,
      /** How the person was recognised: their code was scanned or typed, or they were found by name. */
      way: v.picklist(['qr', 'digits', 'name']),
      pay: v.nullable(v.strictObject(payment)),
    }),
    errors: [
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'SESSION_NOT_FOUND',
      'WRONG_CENTRE',
      'WRONG_DAY',
      'CHECK_IN_TOO_EARLY',
      'CHECK_IN_OVER',
      ...PAY_ERRORS,
    ],
  }),
  /** Takes an open sum. */
  'staff.mealPay': route<{ order: CounterOrder }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, bookingId: id, ...payment }),
    errors: ['BOOKING_NOT_FOUND', ...PAY_ERRORS],
  }),
  /** The till: what was taken since the last close, open sums, the last closes, and who often does not come for a meal. */
  'staff.mealTill': route<{
    now: number
    sums: Entries
    payments: TillPayment[]
    /** The oldest of each direction. */
    open: OpenSum[]
    /** All of them: how many orders, what is to be paid, and what is to be returned, fen. */
    openTotals: { orders: number; owed: number; toReturn: number }
    closes: TillClose[]
    /** Households that have not collected three or more orders within 30 days. Names are masked. */
    uncollected: { name: string; times: number; lastAt: number }[]
    /** Whether the caller may reverse payments. */
    reverses: boolean
    /** Whether the caller may see the monthly claim. */
    claims: boolean
  }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /** The subsidy claim of a month, page by page: one line for each meal that was handed over. */
  'staff.mealClaim': route<{ now: number; lines: ClaimLine[]; next: string | null }>()({
    effect: 'read',
    input: v.strictObject({
      centreId: id,
      month: v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/)),
      after: v.optional(cursor),
    }),
    errors: [],
  }),
  /** Reverses a payment that somebody else took. */
  'staff.mealReverse': route<{ order: CounterOrder }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, rowId: id, reason }),
    errors: ['ROW_NOT_FOUND', 'BOOKING_NOT_FOUND', 'ALREADY_REVERSED', 'SECOND_PERSON_NEEDED', 'REQUEST_REUSED'],
  }),
  /** Closes the till for today, with the cash that was counted. A difference needs a reason, and a second person. */
  'staff.mealClose': route<{ close: TillClose }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      /** The cash by the ledger as it was shown; another sum is refused. */
      expected: v.pipe(v.number(), v.integer(), v.minValue(-100_000_000), v.maxValue(100_000_000)),
      counted: countedFen,
      reason: v.optional(reason),
    }),
    errors: ['TILL_CHANGED', 'TILL_CLOSED', 'REASON_NEEDED', 'REQUEST_REUSED'],
  }),
  /** Confirms the difference of a close, after counting again. */
  'staff.mealConfirmClose': route<{ close: TillClose }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, closeId: id, counted: countedFen }),
    errors: ['ROW_NOT_FOUND', 'SECOND_PERSON_NEEDED', 'TILL_CHANGED'],
  }),
}
