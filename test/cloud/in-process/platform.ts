import type { PaymentPort } from '../../../cloudfunctions/lib/kernel/payments/port'
import { CALLED_BACK, paymentsByWeChat } from '../../../cloudfunctions/lib/kernel/payments/wechat'
import { PayPlatform, type PlatformTrade, prepayId } from '../../../local-cloud/host/pay/platform'
import type { Fault } from './flight'
import type { Gate } from './memory-store'

/** The merchant of every centre that takes money online in tests. */
export const MERCHANT = '1900000109'

/** What a call of the platform does: `fail` is not done, `lose` is done without an answer. */
export type PayFault = (api: string, no: string) => 'fail' | 'lose' | null

/** The platform of payments, as a test plays it. */
export type Paying = Pick<ReturnType<typeof openPlatform>, 'trades' | 'pay' | 'breakBy'> & {
  /** Calls the function that is called after a payment; returns what the platform hears, null: the function has died. */
  callback: (no: string, fault?: Fault | null, source?: string) => Promise<number | null>
}

/**
 * The platform of payments that the local cloud offers, in this process. Its calls wait for the gate like those of the database,
 * so that other calls come in between and functions die before and after them.
 */
export function openPlatform(now: () => number, merchantOf: (centreId: string) => string | null = () => MERCHANT) {
  const trades = new Map<string, PlatformTrade>()
  let faultOf: PayFault = () => null
  const platform = new PayPlatform(
    {
      get: async id => structuredClone(trades.get(id) ?? null),
      put: async trade => {
        trades.set(trade._id, structuredClone(trade))
      },
    },
    now,
  )
  const port = (gate: Gate): PaymentPort =>
    paymentsByWeChat(
      async (api, data) => {
        const parameters = named(data, snakeCase)
        const no = String(parameters.out_trade_no)
        const fault = faultOf(api, no)
        if (fault === 'fail') throw new Error('the platform is away')
        const make = () => platform.handle(api, parameters)
        const answer = (await gate({ collection: 'payments', method: 'update', id: no, ids: [no], make })) as object
        if (fault === 'lose') throw new Error('the answer of the platform was lost')
        // The SDK answers so, whatever the platform's own error code is.
        return { ...named(answer, camelCase), errCode: 0, errMsg: `cloudPay.${api}:ok` }
      },
      { merchantOf, envId: () => 'local-cloud', nonce: () => 'nonce' },
    )
  return {
    port,
    trades,
    /** Pays the trade with this number; false when it cannot be paid. */
    pay: async (no: string) => (await platform.pay(prepayId(MERCHANT, no)))?.fn === CALLED_BACK,
    breakBy(next: PayFault) {
      faultOf = next
    },
    clear() {
      trades.clear()
      faultOf = () => null
    },
  }
}

function named(value: object, rename: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      rename(key),
      typeof inner === 'object' && inner !== null ? named(inner, rename) : inner,
    ]),
  )
}

const snakeCase = (key: string) => key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
const camelCase = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
