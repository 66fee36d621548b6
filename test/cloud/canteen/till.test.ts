import { DAY, HOUR, localMonth } from '@domain/time'
import { aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { wish } from '../support/orders'
import { counterOf, handOver, PAPER } from './support'

const now = cloudNow()
const cloud = openTestCloud()
const { open, order, till, later, settled } = counterOf(cloud)
beforeEach(open)

describe('a person who is erased', () => {
  const reason = '陈奶奶家里困难，这次免了'
  const places = async () => {
    const all = await Promise.all(
      (['tillrows', 'journal', 'bookings'] as const).map(async name => [name, await cloud.stored(name)] as const),
    )
    return all.filter(([, documents]) => JSON.stringify(documents).includes(reason)).map(([name]) => name)
  }

  test('takes along why they did not have to pay, and why they got money back; the sums stay', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, { way: 'waived', due: 1200, reason }))
    const [payment] = (await till()).payments
    await cloud.ask('manager', 'staff.mealReverse', { centreId: CENTRE, rowId: payment?.rowId ?? '', reason })
    expect(await places()).toEqual(['tillrows', 'journal'])
    const { sums } = await till()
    later(5 * HOUR)
    await cloud.tick()
    await cloud.ask('elder', 'me.erase', {})
    await settled()
    expect(await places()).toEqual([])
    expect((await till()).sums).toEqual(sums)
  })

  test('can export before what they were served and paid, and staff what they took', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    const { kept } = await cloud.ask('elder', 'me.export', {})
    expect(kept.payments).toMatchObject([{ what: 'served' }, { what: 'paid', way: 'cash' }])
    expect(JSON.stringify(kept.payments)).not.toContain(aStaff('cashier').actor)
    let after: string | undefined
    const acts: object[] = []
    do {
      const page = await cloud.ask('cashier', 'me.export', after ? { after } : {})
      acts.push(...(page.kept.tillActs ?? []))
      after = page.next ?? undefined
    } while (after)
    expect(acts).toHaveLength(2)
    expect(acts).toEqual(expect.arrayContaining([expect.objectContaining({ what: 'paid', way: 'cash' })]))
  })
})

describe('the daily close', () => {
  test('counts each row once; what comes after it belongs to the next day', async () => {
    const [first, second] = [await order(), await order('neighbour')]
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(first))
    const input = { centreId: CENTRE, expected: 1200, counted: 1200 }
    expect(await cloud.codeOf('cashier', 'staff.mealClose', { ...input, expected: 0 })).toBe('TILL_CHANGED')
    const codes = await Promise.all(
      ['cashier', 'cashier-2', 'manager'].map(who => cloud.codeOf(who, 'staff.mealClose', input)),
    )
    expect([...codes].sort()).toEqual(['OK', 'TILL_CLOSED', 'TILL_CLOSED'])
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(second))
    expect(await till()).toMatchObject({ sums: { cash: 1200 }, closes: [{ counted: 1200, difference: 0 }] })
    later(DAY)
    await cloud.ask('cashier', 'staff.mealClose', input)
    expect((await till()).sums).toEqual({})
    await settled()
  })

  test('money that is owed back after a close is on the till, can be returned, and the next close counts what was paid out', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await cloud.ask('cashier', 'staff.mealClose', { centreId: CENTRE, expected: 1200, counted: 1200 })
    expect((await till()).payments).toEqual([])
    await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '点错人了' })
    await settled()
    const { open, payments } = await till()
    expect(open).toMatchObject([{ bookingId, owed: -1200 }])
    expect(payments).toMatchObject([{ bookingId, amount: 1200, reversedAt: null }])
    const rowId = payments[0]?.rowId ?? ''
    await cloud.ask('manager', 'staff.mealReverse', { centreId: CENTRE, rowId, reason: '餐没取走' })
    expect(await till()).toMatchObject({ open: [], sums: { cash: -1200 } })
    later(DAY)
    const input = { centreId: CENTRE, expected: -1200, counted: -1200 }
    const { close } = await cloud.ask('cashier', 'staff.mealClose', input)
    expect(close).toMatchObject({ counted: -1200, difference: 0, confirmedAt: null })
    expect((await till()).sums).toEqual({})
    await settled()
  })

  test('counted cash is negative only when more was paid out than taken', async () => {
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(await order()))
    const input = { centreId: CENTRE, expected: 1200, counted: -100, reason: '找错' }
    expect(await cloud.codeOf('cashier', 'staff.mealClose', input)).toBe('INVALID_INPUT')
  })

  test('more rows than a close can read are counted by the next one', async () => {
    const rows = 20_100
    const month = 30 * DAY
    const row = (n: number) => ({
      _id: `old-${String(n).padStart(5, '0')}`,
      what: 'paid' as const,
      entries: { cash: 1, sales: -1 },
      reverses: null,
      centreId: CENTRE,
      bookingId: null,
      sessionId: null,
      way: 'cash' as const,
      served: null,
      reason: null,
      at: now - month + n * 1000,
      by: '',
      requestId: `old-${n}`,
      forgottenAt: null,
    })
    await cloud.seed({ tillrows: Array.from({ length: rows }, (_, n) => row(n)) })
    let counted = 0
    for (let close = 0; close < 2; close++) {
      const cash = (await till()).sums.cash ?? 0
      await cloud.ask('cashier', 'staff.mealClose', { centreId: CENTRE, expected: cash, counted: cash })
      counted += cash
      later(DAY)
    }
    expect(counted).toBe(rows)
    expect((await till()).sums).toEqual({})
  })

  test('a difference needs a reason and a second person, and then the ledger says it', async () => {
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(await order()))
    const input = { centreId: CENTRE, expected: 1200, counted: 1100 }
    expect(await cloud.codeOf('cashier', 'staff.mealClose', input)).toBe('REASON_NEEDED')
    const { close } = await cloud.ask('cashier', 'staff.mealClose', { ...input, reason: '找错一元' })
    expect(close).toMatchObject({ difference: -100, confirmedAt: null, isOwn: true })
    const confirm = { centreId: CENTRE, closeId: close.id, counted: 1100 }
    expect(await cloud.codeOf('cashier', 'staff.mealConfirmClose', confirm)).toBe('SECOND_PERSON_NEEDED')
    expect(await cloud.codeOf('cashier-2', 'staff.mealConfirmClose', { ...confirm, counted: 1200 })).toBe(
      'TILL_CHANGED',
    )
    const confirmed = await cloud.ask('cashier-2', 'staff.mealConfirmClose', confirm)
    expect(confirmed.close).toMatchObject({ confirmedAt: expect.any(Number) })
    expect(await cloud.stored('tillrows', { what: 'difference' })).toMatchObject([
      { entries: { cash: -100, 'over-short': 100 }, reason: '找错一元' },
    ])
    later(DAY)
    expect((await till()).sums).toEqual({})
    await settled()
  })
})

test('of very many open sums the oldest are listed, and all are counted', async () => {
  const [made] = await cloud.stored('bookings', { _id: await order() })
  if (!made) throw new Error('no order')
  const open = Array.from({ length: 230 }, (_, n) => ({
    ...made,
    _id: `open-${(n * 37) % 230}`,
    startsAt: now - ((n * 37) % 230) * HOUR,
    endsAt: now,
    owed: n === 0 ? -300 : 100,
    owedRows: 1,
  }))
  await cloud.seed({ bookings: open })
  const shown = await till()
  expect(shown.openTotals).toEqual({ orders: 230, owed: 22_900, toReturn: 300 })
  expect(shown.open).toHaveLength(201)
  expect(shown.open[0]).toMatchObject({ bookingId: 'open-229' })
})

test('who has not collected three meals within a month is named for a talk, and nobody is paused', async () => {
  for (let day = 0; day < 3; day++) {
    const sessionId = `missed-${day}`
    await cloud.seed({ sessions: [aSitting(now, { _id: sessionId, startsAt: now + (day + 1) * DAY })] })
    await cloud.ask('elder', 'order.create', wish({ sessionId }))
  }
  later(5 * DAY)
  await cloud.tick()
  expect((await till()).uncollected).toMatchObject([{ times: 3 }])
  expect(await cloud.stored('noshows')).toEqual([])
})

test('the export names the payments of a person, and after an erasure the rows of the ledger name nobody', async () => {
  const bookingId = await order()
  await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, null))
  const { kept } = await cloud.ask('elder', 'me.export', {})
  expect(kept.payments).toMatchObject([{ what: 'served', entries: { receivable: 1200, sales: -1200 } }])
  expect(JSON.stringify(kept.payments)).not.toContain(aStaff('cashier').actor)
  later(DAY)
  await cloud.ask('elder', 'me.erase', {})
  await settled()
  // The sum stays open, and belongs to nobody who is known.
  expect((await till()).open).toMatchObject([{ bookingId, owed: 1200 }])
  expect((await till()).open[0]?.name).not.toContain('我')
})

test('the claim of a month has a line for each meal that was handed over, and its sum is the ledger’s', async () => {
  const [first, second, third] = [await order(), await order('neighbour'), await order('stranger')]
  const prove = (bookingId: string, name: string) =>
    cloud.ask('cashier', 'staff.mealProof', { centreId: CENTRE, bookingId, ...PAPER, name, lastFour: '1234' })
  await prove(first, '陈桂英')
  await prove(second, '李国华')
  for (const bookingId of [first, second, third])
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, null))
  // The second was handed to the wrong person.
  await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId: second, reason: '点错人了' })
  await settled()
  const month = localMonth(cloudNow())
  const { lines, next } = await cloud.ask('manager', 'staff.mealClaim', { centreId: CENTRE, month })
  expect(next).toBe(null)
  expect(lines.map(({ meals, subsidy }) => [meals, subsidy])).toEqual(
    expect.arrayContaining([
      [1, 400],
      [1, 400],
      [1, 0],
      [-1, -400],
    ]),
  )
  const claimed = lines.reduce((sum, { subsidy }) => sum + subsidy, 0)
  expect((await till()).sums.subsidy).toBe(claimed)
  expect(await cloud.codeOf('cashier', 'staff.mealClaim', { centreId: CENTRE, month })).toBe('FORBIDDEN')
})
