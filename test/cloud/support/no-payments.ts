import type { PaymentPort } from '../../../cloudfunctions/lib/kernel/payments/port'

/** Where no centre takes money online. */
export const NO_PAYMENTS: PaymentPort = {
  merchantOf: () => null,
  open: () => Promise.reject(new Error('there are no payments')),
  look: () => Promise.reject(new Error('there are no payments')),
  close: () => Promise.reject(new Error('there are no payments')),
  refund: () => Promise.reject(new Error('there are no payments')),
}
