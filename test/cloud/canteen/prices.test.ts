import type { RouteInput } from '@domain/contracts'
import { DAY, localDate } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { type Wish, wish } from '../support/orders'
import { openCanteen, PAPER } from './support'

const now = cloudNow()
const cloud = openTestCloud()

beforeEach(() =>
  openCanteen(cloud, {
    sessions: [aSitting(now)],
    staff: [aStaff('cook', { duties: ['kitchen', 'till'] }), aStaff('manager', { role: 'manager' })],
  }),
)

const order = (openid: string, input = wish()) => cloud.ask(openid, 'order.create', input)
const codeOf = (openid: string, input: Wish) => cloud.codeOf(openid, 'order.create', input)

/** Staff confirm the papers of the person who ordered. */
function confirm(bookingId: string, change: Partial<RouteInput<'staff.mealProof'>> = {}) {
  return cloud.send('cook', 'staff.mealProof', { centreId: CENTRE, bookingId, ...PAPER, ...change })
}

describe('the price', () => {
  test('is computed from what staff confirmed, never from what the family typed', async () => {
    await cloud.ask('elder', 'member.save', {
      relation: 'self',
      nickname: '奶奶',
      birthMonth: '1940-01',
      guardianConsent: false,
    })
    const { booking } = await order('elder')
    expect(booking.order?.price).toMatchObject({ subsidy: 0, due: 1200 })
    const { reply } = await confirm(booking.id)
    expect(reply).toMatchObject({ ok: true, data: { order: { price: { charity: 400, subsidy: 400, due: 400 } } } })
    const after = (await cloud.ask('elder', 'booking.get', { bookingId: booking.id })).booking.order
    expect(after?.price.meals).toMatchObject([{ tier: { id: '70' } }])
    await cloud.seed({ sessions: [aSitting(now, { _id: 'lunch-2' })] })
    const next = await order('elder', wish({ sessionId: 'lunch-2' }))
    expect(next.booking.order?.price).toMatchObject({ list: 1200, charity: 400, subsidy: 400, due: 400 })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('sent by a client is refused as input', async () => {
    const input = { ...wish(), price: { due: 0 } } as never
    expect(await cloud.codeOf('elder', 'order.create', input)).toBe('INVALID_INPUT')
  })

  test('is confirmed by staff of the centre only, and the paper is not stored', async () => {
    const { booking } = await order('elder')
    const input = { centreId: CENTRE, bookingId: booking.id, ...PAPER }
    expect(await cloud.codeOf('elder', 'staff.mealProof', input)).toBe('FORBIDDEN')
    const requestId = 'seen-once'
    await cloud.ask('cook', 'staff.mealProof', input, { requestId })
    await cloud.ask('cook', 'staff.mealProof', input, { requestId })
    const [account] = await cloud.stored('accounts', { _id: accountIdOf('elder') })
    expect(account?.eaters?.self?.proofs).toMatchObject([
      { proof: 'age', birthMonth: '1953-06', by: aStaff('cook').actor, until: null },
    ])
    expect(JSON.stringify(account)).not.toMatch(/陈桂英|123X/)
    expect((await cloud.ask('elder', 'booking.get', { bookingId: booking.id })).booking.order?.revision).toBe(2)
  })

  test('a proof that ends counts on its last day, and no longer', async () => {
    const until = localDate(now + DAY)
    await cloud.seed({ sessions: [aSitting(now, { _id: 'lunch-2', startsAt: now + 2 * DAY })] })
    const first = await order('elder')
    const second = await order('elder', wish({ sessionId: 'lunch-2' }))
    const proofs = [{ proof: 'low-income', until }] as const
    await confirm(first.booking.id, { birthMonth: '1990-01', proofs: [...proofs] })
    await confirm(second.booking.id, { birthMonth: '1990-01', proofs: [...proofs] })
    const due = async ({ booking }: typeof first) =>
      (await cloud.ask('elder', 'booking.get', { bookingId: booking.id })).booking.order?.price.due
    expect([await due(first), await due(second)]).toEqual([200, 1200])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('one person has one subsidised meal of a sitting, through two accounts at once', async () => {
    for (const person of ['elder', 'daughter']) {
      const sessionId = `before-${person}`
      await cloud.seed({ sessions: [aSitting(now, { _id: sessionId })] })
      const { booking } = await order(person, wish({ sessionId }))
      await confirm(booking.id)
    }
    const codes = await Promise.all(['elder', 'daughter'].map(person => codeOf(person, wish())))
    expect([...codes].sort()).toEqual(['ALREADY_ORDERED', 'OK'])
    const winner = codes[0] === 'OK' ? 'elder' : 'daughter'
    const loser = winner === 'elder' ? 'daughter' : 'elder'
    const { items } = await cloud.ask(winner, 'booking.list', { scope: 'coming' })
    const bookingId = items.find(({ sessionId }) => sessionId === 'lunch-1')?.id ?? ''
    await cloud.ask(winner, 'booking.cancel', { bookingId })
    expect(await codeOf(loser, wish())).toBe('OK')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('follows the same paper, however its number and name are typed', async () => {
    const first = await order('elder')
    const second = await order('daughter')
    await confirm(first.booking.id, { lastFour: '１２３ｘ' })
    const again = await confirm(second.booking.id, { name: '陈 桂英', lastFour: '53040219530615 123X' })
    expect(again.reply).toMatchObject({ ok: false, code: 'ALREADY_ORDERED' })
  })

  test('a proof that is confirmed on a second order of the same person gives no second subsidy', async () => {
    const first = await order('elder')
    const second = await order('daughter')
    await confirm(first.booking.id)
    expect((await confirm(second.booking.id)).reply).toMatchObject({ ok: false, code: 'ALREADY_ORDERED' })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('has the surcharge of a dish for each time that it is chosen', async () => {
    const { dishes } = aSitting(now).sitting.menu
    await cloud.seed({
      sessions: [aSitting(now, { _id: 'lunch-2', sitting: { menu: { dishes, picks: { meat: 2 } } } })],
    })
    const chosen = (picks: string[]) => wish({ sessionId: 'lunch-2', meals: [{ memberId: 'self', dishes: picks }] })
    const { booking } = await order('elder', chosen(['eel', 'eel']))
    expect(booking.order?.price).toMatchObject({ due: 1200 + 2 * 200 })
    const other = await order('daughter', chosen(['eel', 'pork']))
    expect(other.booking.order?.price).toMatchObject({ due: 1200 + 200 })
  })

  test('has one subsidy for one paper, also within one order', async () => {
    const { booking } = await order('elder')
    await cloud.ask('elder', 'member.save', {
      relation: 'other',
      nickname: '老伴',
      birthMonth: null,
      guardianConsent: false,
    })
    const { members } = await cloud.ask('elder', 'me.get', {})
    const wife = members.find(({ nickname }) => nickname === '老伴')?.id ?? ''
    await cloud.seed({ sessions: [aSitting(now, { _id: 'lunch-2' }), aSitting(now, { _id: 'lunch-3' })] })
    const theirs = await order('elder', wish({ sessionId: 'lunch-2', meals: [{ memberId: wife, dishes: ['pork'] }] }))
    // Staff take the same paper for both.
    await confirm(booking.id)
    await confirm(theirs.booking.id, { memberId: wife })
    const meals = ['self', wife].map(memberId => ({ memberId, dishes: ['pork'] }))
    expect(await codeOf('elder', wish({ sessionId: 'lunch-3', meals }))).toBe('ALREADY_ORDERED')
    expect(await codeOf('elder', wish({ sessionId: 'lunch-3' }))).toBe('OK')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('follows the last paper, although a copy of an earlier confirmation arrives late', async () => {
    const { booking } = await order('elder')
    const paper = (birthMonth: string, requestId: string) =>
      cloud.ask(
        'cook',
        'staff.mealProof',
        { centreId: CENTRE, bookingId: booking.id, ...PAPER, birthMonth },
        { requestId },
      )
    await paper('1935-06', 'mistyped')
    const right = await paper('1953-06', 'corrected')
    expect(right.order.price).toMatchObject({ due: 400 })
    expect((await paper('1935-06', 'mistyped')).order.price).toEqual(right.order.price)
    const [account] = await cloud.stored('accounts', { _id: accountIdOf('elder') })
    expect(account?.eaters?.self?.proofs).toMatchObject([{ birthMonth: '1953-06' }])
  })

  test('needs the last proof of each kind only, however often one is confirmed', async () => {
    const { booking } = await order('elder')
    for (let n = 0; n < 30; n++) {
      const until = localDate(now + (n + 2) * DAY)
      await confirm(booking.id, { proofs: [{ proof: 'low-income', until }] })
    }
    const [account] = await cloud.stored('accounts', { _id: accountIdOf('elder') })
    expect(account?.eaters?.self?.proofs).toMatchObject([
      { proof: 'age' },
      { proof: 'low-income', until: localDate(now + 31 * DAY) },
    ])
    expect(account?.eaters?.self?.proofRequests).toHaveLength(20)
  })
})
