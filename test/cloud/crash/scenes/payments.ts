import { MINUTE } from '@domain/time'
import { aCanteen, aSitting, CENTRE } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

/** A sitting whose cut-off is near, and somebody who pays for their order online. */
export async function payer({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [sessionId, openid] = [`lunch-${n}`, `person-${n}`]
  const rules = { closesBefore: 0, cancelBefore: 0 }
  await cloud.seed({
    canteens: [aCanteen({ online: true })],
    sessions: [aSitting(now, { _id: sessionId, startsAt: now + 20 * MINUTE, rules })],
  })
  const meals = [{ memberId: 'self', dishes: ['pork'] }]
  const order = async () => {
    const wish = { sessionId, mode: 'pick-up' as const, meals, payOnlineAt: CENTRE }
    return (await cloud.ask(openid, 'order.create', wish)).booking.id
  }
  const opened = async () => {
    const bookingId = await order()
    await cloud.ask(openid, 'order.pay', { bookingId })
    return bookingId
  }
  const pay = (bookingId: string) => cloud.paying?.pay(`${bookingId}-1-0`)
  /** What the ledger and the platform hold of an order, fen: they agree. */
  const held = async (bookingId: string) => {
    const rows = await cloud.stored('tillrows', { bookingId })
    const byLedger = rows.reduce((sum, { entries }) => sum + (entries.online ?? 0), 0)
    const trades = [...(cloud.paying?.trades.values() ?? [])].filter(({ no }) => no.startsWith(bookingId))
    const byPlatform = trades
      .filter(({ paidAt }) => paidAt !== null)
      .reduce((sum, { fee, refunds }) => Object.values(refunds).reduce((left, back) => left - back, sum + fee), 0)
    expect(byLedger).toBe(byPlatform)
    return byLedger
  }
  return { openid, order, opened, pay, held, sessionId }
}

export const paymentScenes = {
  'order.pay': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { openid, order, pay, held } = await payer(stage)
      const bookingId = await order()
      const check = async () => {
        expect(stage.cloud.paying?.trades.size).toBe(1)
        await pay(bookingId)
        await stage.cloud.ask(openid, 'order.paid', { bookingId })
        expect(await held(bookingId)).toBe(1200)
      }
      return { openid, input: { bookingId }, check }
    },
  },
  'order.paid': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const { openid, opened, pay, held } = await payer(stage)
      const bookingId = await opened()
      await pay(bookingId)
      const check = async () => {
        expect(await held(bookingId)).toBe(1200)
        const { booking } = await stage.cloud.ask(openid, 'booking.get', { bookingId })
        expect(booking).toMatchObject({ status: 'confirmed', prepaid: 1200 })
        expect(booking.payUntil).toBeUndefined()
      }
      return { openid, input: { bookingId }, check }
    },
  },
} satisfies Scenes
