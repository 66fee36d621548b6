import { HostError } from '../errors'
import { requireOpenid } from '../functions/identity'
import type { Delivery, PayDesk } from '../pay/desk'
import { readJsonObject } from './body'
import type { Handler, Routes } from './handler'
import { sendJson } from './reply'

const MAX_BYTES = 1024

/**
 * What WeChat's payment sheet does: `GET pay/<prepayment>` says what is to be paid, `POST` pays it. With test switches, the body
 * says how often and how late the function is called: `{ times, afterMs }`.
 */
export function payRoute(desk: PayDesk, isTest: boolean): Routes[string] {
  const show: Handler = async (_request, response, id) => {
    const sheet = await desk.platform.sheet(id)
    if (!sheet) throw new HostError('NOT_FOUND', 'There is no such payment.')
    sendJson(response, 200, JSON.stringify({ ok: true, ...sheet }))
  }
  const pay: Handler = async (request, response, id) => {
    requireOpenid(request.headers['x-wx-openid'])
    const body = await readJsonObject(request, MAX_BYTES)
    const paid = await desk.pay(id, isTest ? deliveryOf(body) : {})
    sendJson(response, 200, JSON.stringify({ ok: true, paid }))
  }
  return { GET: show, POST: pay }
}

function deliveryOf({ times, afterMs }: Record<string, unknown>): Delivery {
  return {
    ...(typeof times === 'number' && times >= 0 && times <= 10 ? { times } : {}),
    ...(typeof afterMs === 'number' && afterMs >= 0 && afterMs <= 600_000 ? { afterMs } : {}),
  }
}
