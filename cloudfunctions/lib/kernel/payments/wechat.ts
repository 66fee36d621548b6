import type { PaymentSheet } from '@domain/contracts/payments'
import { localClock, localDate } from '@domain/time'
import type { PaymentPort, TradeState } from './port'

/** A call of WeChat's cloud payment, by the name of its API. */
export type PayCall = (api: 'unifiedOrder' | 'queryOrder' | 'closeOrder' | 'refund', data: object) => Promise<unknown>

/** The function that WeChat calls after a payment. */
export const CALLED_BACK = 'payment'

interface Answer {
  returnCode?: string
  resultCode?: string
  tradeState?: string
  totalFee?: number
  payment?: Record<string, string>
  errCodeDes?: string
}

/** What the platform calls a trade that was paid; one of which something was given back has a state of its own. */
const PAID = ['SUCCESS', 'REFUND']
const CLOSED = ['CLOSED', 'REVOKED']

/**
 * Payments by WeChat's cloud payment. The SDK overwrites the error code of a refused call with its own 0, so a refusal says
 * nothing but its text: what has become of the trade is asked for.
 * Source: developers.weixin.qq.com, CloudPay.unifiedOrder, queryOrder, closeOrder, refund.
 */
export function paymentsByWeChat(
  call: PayCall,
  { merchantOf, envId, nonce }: Pick<PaymentPort, 'merchantOf'> & { envId: () => string; nonce: () => string },
): PaymentPort {
  const ask = async (api: Parameters<PayCall>[0], data: object): Promise<Answer> => {
    const answer = (await call(api, { ...data, nonceStr: nonce() })) as Answer
    if (answer.returnCode !== 'SUCCESS') throw new Error(`cloudPay.${api} did not answer`)
    return answer
  }
  const look: PaymentPort['look'] = async ({ merchantId, no, amount }) => {
    const answer = await ask('queryOrder', { subMchId: merchantId, outTradeNo: no })
    if (answer.resultCode !== 'SUCCESS') {
      if (/不存在|not ?exist/i.test(answer.errCodeDes ?? '')) return 'missing'
      throw new Error('cloudPay.queryOrder was refused')
    }
    return stateOf(answer, amount)
  }
  return {
    merchantOf,
    look,
    async open({ merchantId, no, amount, title, until }) {
      const answer = await ask('unifiedOrder', {
        subMchId: merchantId,
        outTradeNo: no,
        totalFee: amount,
        body: title,
        spbillCreateIp: '127.0.0.1',
        tradeType: 'JSAPI',
        timeExpire: stampOf(until),
        envId: envId(),
        functionName: CALLED_BACK,
      })
      if (answer.resultCode === 'SUCCESS') return sheetOf(answer)
      const state = await look({ merchantId, no, amount })
      if (state === 'unpaid') throw new Error('cloudPay.unifiedOrder was refused')
      return state
    },
    async close(trade) {
      const { merchantId, no } = trade
      const answer = await ask('closeOrder', { subMchId: merchantId, outTradeNo: no })
      return answer.resultCode === 'SUCCESS' ? 'closed' : look(trade)
    },
    async refund({ merchantId, tradeNo, total, no, amount }) {
      const answer = await ask('refund', {
        subMchId: merchantId,
        outTradeNo: tradeNo,
        outRefundNo: no,
        totalFee: total,
        refundFee: amount,
        envId: envId(),
        functionName: CALLED_BACK,
      })
      if (answer.resultCode !== 'SUCCESS') throw new Error('cloudPay.refund was refused')
    },
  }
}

/** Throws when another sum was paid than the trade is about: that is a fault of the program. */
function stateOf({ tradeState = '', totalFee }: Answer, amount: number): TradeState {
  if (CLOSED.includes(tradeState)) return 'closed'
  if (!PAID.includes(tradeState)) return 'unpaid'
  if (totalFee !== amount) throw new Error('another sum was paid than the trade is about')
  return 'paid'
}

function sheetOf({ payment = {} }: Answer): PaymentSheet {
  const { timeStamp = '', nonceStr = '', package: prepay = '', signType = 'MD5', paySign = '' } = payment
  if (prepay === '') throw new Error('cloudPay.unifiedOrder gave no payment')
  return { timeStamp, nonceStr, package: prepay, signType: signType as PaymentSheet['signType'], paySign }
}

/** Local time as `yyyyMMddHHmmss`, which the platform reads in China's time. */
function stampOf(ms: number): string {
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0')
  return `${localDate(ms)}${localClock(ms)}${seconds}`.replace(/\D/g, '')
}
