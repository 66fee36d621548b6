import cloud from 'wx-server-sdk'
import { newSecret } from '../ids'
import { merchantSetting } from '../settings'
import type { PaymentPort } from './port'
import { type PayCall, paymentsByWeChat } from './wechat'

/** A call that takes longer counts as failed, ms: it is safe to repeat. */
const PATIENCE_MS = 8000

/** The part of the SDK that its types leave out. */
const sdk = cloud as unknown as { cloudPay: Record<string, (data: object) => Promise<unknown>> }

const call: PayCall = (api, data) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`cloudPay.${api} did not answer in time`)), PATIENCE_MS)
    const asked = sdk.cloudPay[api]?.(data) ?? Promise.reject(new Error(`the SDK has no cloudPay.${api}`))
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** The payments of this function's environment. */
export function cloudPayments(): PaymentPort {
  const merchants = merchantSetting()
  return paymentsByWeChat(call, {
    merchantOf: centreId => merchants.get(centreId) ?? null,
    envId: () => cloud.getWXContext().ENV ?? '',
    nonce: newSecret,
  })
}
