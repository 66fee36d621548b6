import * as v from 'valibot'
import { id } from './fields'
import { route } from './route'
import type { BookingView } from './views'

/** What `wx.requestPayment` shows, as the platform has signed it. */
export interface PaymentSheet {
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'MD5' | 'HMAC-SHA256' | 'RSA'
  paySign: string
}

/** For whom the caller pays, when it is somebody with an account of their own (`meal.relations`). */
const input = v.strictObject({ bookingId: id, relationId: v.optional(id) })

/** Routes with which orders are paid online. */
export const paymentRoutes = {
  /**
   * Opens the payment of what an order still costs, again when it is open already. `sheet` null: it was paid meanwhile. Fen;
   * `until`: when the platform ends it.
   */
  'order.pay': route<{ sheet: PaymentSheet | null; amount: number; until: number }>()({
    effect: 'write',
    input,
    errors: [
      'RELATION_NOT_FOUND',
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'ALREADY_CHECKED_IN',
      'PAYMENT_NOT_OFFERED',
      'PAYMENT_TOO_LATE',
      'NOTHING_DUE',
    ],
  }),
  /** Asks the platform what has become of the payments of an order, and answers how it stands. `isOpen`: one may still be paid. */
  'order.paid': route<{ booking: BookingView; due: number; isOpen: boolean }>()({
    effect: 'write',
    input,
    errors: ['RELATION_NOT_FOUND', 'BOOKING_NOT_FOUND'],
  }),
}
