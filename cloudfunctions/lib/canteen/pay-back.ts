import { bookingOfTrade } from '@domain/canteen/payment'
import type { Context } from '../kernel/router/context'
import { describeFailure } from '../kernel/router/describe'
import type { Log } from '../kernel/router/log'
import { followPayment } from './follow-payment'

/** What the platform wants to hear; anything but 0 makes it call again. */
export interface CallbackAnswer {
  errcode: number
  errmsg: string
}

/** Call sources that are people and other programs, not the platform. */
const OUTSIDE = /wx_client|wx_http|wx_devtools/

/**
 * Handles the platform's call after a payment. Nothing that it says is believed: it only makes the function ask the platform
 * what has become of the payment, as the timer does. So a forged call, one that comes twice, late or out of turn changes
 * nothing, and one that is lost is made up for.
 */
export async function payBack(
  context: Context,
  { event, source }: { event: unknown; source: string },
  log: Log,
): Promise<CallbackAnswer> {
  const started = performance.now()
  const line = (code?: 'FORBIDDEN' | 'INTERNAL', error?: unknown) =>
    log({
      level: code === 'INTERNAL' ? 'error' : 'info',
      function: 'payment',
      route: 'callback',
      requestId: '',
      ms: Math.round(performance.now() - started),
      calls: context.store.calls(),
      ...(code ? { code } : {}),
      ...(error === undefined ? {} : { error: describeFailure(error) }),
    })
  if (OUTSIDE.test(source)) {
    line('FORBIDDEN')
    return { errcode: 403, errmsg: 'only the platform may call' }
  }
  const no = typeof event === 'object' && event !== null && 'outTradeNo' in event ? event.outTradeNo : null
  const bookingId = typeof no === 'string' ? bookingOfTrade(no) : null
  try {
    if (bookingId !== null) await followPayment(context, bookingId)
    line()
    return { errcode: 0, errmsg: 'ok' }
  } catch (failure) {
    line('INTERNAL', failure)
    return { errcode: 500, errmsg: 'try again' }
  }
}
