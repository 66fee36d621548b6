import { createHash } from 'node:crypto'

/** A trade as the platform keeps it. The id is that of its prepayment, which follows from merchant and number. */
export interface PlatformTrade {
  _id: string
  merchant: string
  no: string
  /** Fen. */
  fee: number
  body: string
  /** Which function is called after the payment. */
  fn: string
  /** When nobody can pay it any more, epoch ms. */
  expiresAt: number
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'
  paidAt: number | null
  /** Repayments by number, fen. */
  refunds: Record<string, number>
}

/** Where trades are kept. */
export interface TradeStore {
  get: (id: string) => Promise<PlatformTrade | null>
  put: (trade: PlatformTrade) => Promise<void>
}

/** What a function is called with after a payment. */
export interface PayCallback {
  fn: string
  event: Record<string, unknown>
}

type Parameters = Record<string, unknown>

/** The longest time that a trade can be paid, ms. */
const LONGEST = 2 * 60 * 60 * 1000
/** China's time, in which the platform reads moments. */
const CHINA = 8 * 60 * 60 * 1000

/**
 * The platform's side of cloud payment: one state for each trade number, so that opening one twice is one, nothing is paid
 * twice, a closed trade cannot be paid, and a refund happens once under its number. Names and codes are WeChat's.
 * Source: developers.weixin.qq.com, CloudPay; pay.weixin.qq.com, v2 unifiedorder, orderquery, closeorder, refund.
 */
export class PayPlatform {
  /** Calls about trades one after the other. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly store: TradeStore,
    private readonly now: () => number,
  ) {}

  /** Serves a call of a function; parameters and answer in snake case, as they travel. */
  handle(api: string, parameters: Parameters): Promise<Record<string, unknown>> {
    return this.inTurn(async () => {
      const { sub_mch_id: merchant, out_trade_no: no } = parameters
      if (typeof merchant !== 'string' || typeof no !== 'string' || !/^[\w|*@-]{6,32}$/.test(no))
        return { return_code: 'FAIL', return_msg: 'sub_mch_id or out_trade_no is wrong' }
      const trade = await this.current(prepayId(merchant, no))
      if (api === 'unifiedOrder') return this.open(trade, { ...parameters, merchant, no })
      if (!trade) return refused('ORDERNOTEXIST', '此交易订单号不存在')
      if (api === 'queryOrder')
        return accepted({ trade_state: trade.state, total_fee: trade.fee, out_trade_no: trade.no })
      if (api === 'closeOrder') return this.close(trade)
      if (api === 'refund') return this.refund(trade, parameters)
      return { return_code: 'FAIL', return_msg: `${api} is not offered` }
    })
  }

  /** What the payer sees before they pay; null: there is no such trade. */
  async sheet(id: string): Promise<Pick<PlatformTrade, 'body' | 'fee' | 'state'> | null> {
    const trade = await this.inTurn(() => this.current(id))
    return trade && { body: trade.body, fee: trade.fee, state: trade.state }
  }

  /** Pays a trade. Returns what its function is to be called with; null: it cannot be paid, or is paid already. */
  pay(id: string): Promise<PayCallback | null> {
    return this.inTurn(async () => {
      const trade = await this.current(id)
      if (trade?.state !== 'NOTPAY') return null
      await this.store.put({ ...trade, state: 'SUCCESS', paidAt: this.now() })
      return { fn: trade.fn, event: eventOf(trade, this.now()) }
    })
  }

  /** A trade that has expired is closed. */
  private async current(id: string): Promise<PlatformTrade | null> {
    const trade = await this.store.get(id)
    if (trade?.state !== 'NOTPAY' || this.now() < trade.expiresAt) return trade
    const closed = { ...trade, state: 'CLOSED' as const }
    await this.store.put(closed)
    return closed
  }

  private async open(trade: PlatformTrade | null, asked: Parameters & { merchant: string; no: string }) {
    const { merchant, no, total_fee: fee, body, function_name: fn, env_id: env } = asked
    if (!Number.isSafeInteger(fee) || Number(fee) <= 0) return refused('PARAM_ERROR', 'total_fee is wrong')
    if (typeof fn !== 'string' || typeof env !== 'string' || env === '' || typeof body !== 'string')
      return refused('PARAM_ERROR', 'body, env_id and function_name are needed')
    if (trade?.state === 'SUCCESS' || trade?.state === 'REFUND') return refused('ORDERPAID', '该订单已支付')
    if (trade?.state === 'CLOSED') return refused('ORDERCLOSED', '该订单已关闭')
    if (trade && (trade.fee !== fee || trade.body !== body)) return refused('INVALID_REQUEST', '201 商户订单号重复')
    const expiresAt = momentOf(asked.time_expire) ?? this.now() + LONGEST
    if (!trade && expiresAt <= this.now()) return refused('PARAM_ERROR', 'time_expire is past')
    const _id = prepayId(merchant, no)
    const opened = { _id, merchant, no, fee: Number(fee), body, fn, expiresAt, state: 'NOTPAY' as const }
    await this.store.put(trade ?? { ...opened, paidAt: null, refunds: {} })
    const timeStamp = String(Math.floor(this.now() / 1000))
    const signed = { app_id: 'wx0local0cloud0000', time_stamp: timeStamp, nonce_str: String(asked.nonce_str ?? '') }
    const sign = createHash('md5')
      .update(JSON.stringify([_id, signed]))
      .digest('hex')
      .toUpperCase()
    const payment = { ...signed, package: `prepay_id=${_id}`, sign_type: 'MD5', pay_sign: sign }
    return accepted({ prepay_id: _id, trade_type: 'JSAPI', payment })
  }

  private async close(trade: PlatformTrade) {
    if (trade.state === 'SUCCESS' || trade.state === 'REFUND') return refused('ORDERPAID', '该订单已支付')
    await this.store.put({ ...trade, state: 'CLOSED' })
    return accepted({})
  }

  private async refund(trade: PlatformTrade, { out_refund_no: no, refund_fee: fee, total_fee: total }: Parameters) {
    if (typeof no !== 'string' || !Number.isSafeInteger(fee) || Number(fee) <= 0 || total !== trade.fee)
      return refused('PARAM_ERROR', 'out_refund_no, refund_fee or total_fee is wrong')
    if (trade.state !== 'SUCCESS' && trade.state !== 'REFUND') return refused('TRADE_STATE_ERROR', '订单状态错误')
    const before = trade.refunds[no]
    if (before !== undefined && before !== fee) return refused('INVALID_REQUEST', '退款金额与之前申请不一致')
    const refunds = { ...trade.refunds, [no]: Number(fee) }
    const sum = Object.values(refunds).reduce((one, other) => one + other, 0)
    if (sum > trade.fee) return refused('ERROR', '订单已全额退款')
    await this.store.put({ ...trade, state: 'REFUND', refunds })
    return accepted({ out_refund_no: no, refund_fee: fee })
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(work, work)
    this.last = result.catch(() => undefined)
    return result
  }
}

/** The id of a trade. */
export function prepayId(merchant: string, no: string): string {
  return `wx${createHash('sha256')
    .update(JSON.stringify([merchant, no]))
    .digest('hex')
    .slice(0, 34)}`
}

/** What the function of a trade is called with, in the names that functions see. */
export function eventOf({ no, fee, merchant, _id }: PlatformTrade, at: number): Record<string, unknown> {
  return {
    returnCode: 'SUCCESS',
    resultCode: 'SUCCESS',
    tradeType: 'JSAPI',
    subMchId: merchant,
    outTradeNo: no,
    totalFee: fee,
    cashFee: fee,
    feeType: 'CNY',
    transactionId: _id,
    timeEnd: new Date(at + CHINA).toISOString().replace(/\D/g, '').slice(0, 14),
  }
}

function accepted(more: Record<string, unknown>) {
  return { return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', ...more }
}

function refused(code: string, text: string) {
  return { return_code: 'SUCCESS', return_msg: 'OK', result_code: 'FAIL', err_code: code, err_code_des: text }
}

/** A moment as `yyyyMMddHHmmss`; null: it is none. */
function momentOf(stamp: unknown): number | null {
  const parts = typeof stamp === 'string' ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp) : null
  if (!parts) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) - CHINA
}
