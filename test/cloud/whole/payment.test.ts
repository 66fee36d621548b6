import { setTimeout as delay } from 'node:timers/promises'
import { HOUR, MINUTE } from '@domain/time'
import { aCanteen, aCentre, anOffering, aSitting, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { wish } from '../support/orders'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

/** Paying online as it is deployed: the functions' bundles, the SDK, and the platform that the local cloud plays. */
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ maxInstances: 2 })
  await cloud.seed({
    centres: [aCentre()],
    canteens: [aCanteen({ online: true })],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
    sessions: [aSitting(cloudNow())],
  })
})
afterAll(() => cloud.close())

/** Orders a meal and opens its payment; returns the booking and the address of the sheet. */
async function opened(openid: string) {
  const { booking } = await cloud.ask(openid, 'order.create', wish({ payOnlineAt: CENTRE }))
  const { sheet } = await cloud.ask(openid, 'order.pay', { bookingId: booking.id })
  return { bookingId: booking.id, at: `${cloud.url}/pay/${sheet?.package.replace('prepay_id=', '')}` }
}

async function pay(at: string, openid: string, delivery: object): Promise<unknown> {
  const headers = { 'x-wx-openid': openid, 'content-type': 'application/json' }
  return (await fetch(at, { method: 'POST', headers, body: JSON.stringify(delivery) })).json()
}

const rowsOf = async (bookingId: string) => (await cloud.stored('tillrows', { bookingId })).map(({ _id }) => _id)

test('the platform calls the function after a payment, also twice, and what was paid is in the ledger once', async () => {
  const { bookingId, at } = await opened('daughter')
  expect(await (await fetch(at)).json()).toMatchObject({ fee: 1200, state: 'NOTPAY' })
  expect(await pay(at, 'daughter', { times: 2 })).toMatchObject({ paid: true })
  expect(await pay(at, 'daughter', {})).toMatchObject({ paid: false })
  while ((await rowsOf(bookingId)).length === 0) await delay(20)
  expect(await cloud.ask('daughter', 'order.paid', { bookingId })).toMatchObject({ due: 0, isOpen: false })
  expect(await rowsOf(bookingId)).toEqual([`paid-${bookingId}-1-0`])
})

test('a callback that is lost is made up for by the timer, a cancellation is paid back, and a person cannot call the function', async () => {
  const { bookingId, at } = await opened('neighbour')
  const forged = await cloud.raw('payment', { outTradeNo: `${bookingId}-1-0`, resultCode: 'SUCCESS' }, 'neighbour')
  expect(forged.reply).toMatchObject({ errcode: 403 })
  await pay(at, 'neighbour', { times: 0 })
  expect(await rowsOf(bookingId)).toEqual([])
  cloud.later(11 * MINUTE)
  await cloud.tick()
  expect(await rowsOf(bookingId)).toEqual([`paid-${bookingId}-1-0`])
  await cloud.ask('neighbour', 'booking.cancel', { bookingId })
  cloud.later(HOUR)
  await cloud.tick()
  expect(await (await fetch(at)).json()).toMatchObject({ state: 'REFUND' })
  expect((await rowsOf(bookingId)).sort()).toEqual([`paid-${bookingId}-1-0`, `refunded-${bookingId}-1-0-r0`])
})
