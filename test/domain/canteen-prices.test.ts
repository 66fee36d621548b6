import { priceOrder, sayMoney } from '@domain/canteen/price'
import { type PriceFault, type PriceRules, priceFaults, priceRulesOn, tierOf } from '@domain/canteen/price-rules'
import { type ConfirmedProof, eaterFactsAt, type Proof } from '@domain/canteen/proofs'
import { atLocal } from '@domain/time'
import { PRICES } from '../../worlds/fixtures/index'

const eater = (age: number | null, ...proofs: Proof[]) => ({ age, proofs: new Set(proofs) })
const [sixty, seventy] = PRICES.tiers
if (!sixty || !seventy) throw new Error('tiers')

describe('prices', () => {
  test.each<[tier: string | null, ...Parameters<typeof eater>]>([
    [null, null],
    [null, 59],
    ['60', 60],
    ['60', 69],
    ['70', 70],
    ['90', 90],
    ['90', 120],
    ['90', 70, 'destitute'],
    ['low', 65, 'disabled'],
    ['low', null, 'low-income'],
    ['90', null, 'disabled', 'destitute'],
    [null, null, 'living-alone'],
  ])('the best tier is %j for an eater with age and proofs %j %j', (tier, ...known) => {
    expect(tierOf(PRICES, eater(...known))?.id ?? null).toBe(tier)
  })

  test('of tiers with the same price the first counts', () => {
    const tiers = [
      { ...sixty, id: 'one' },
      { ...sixty, id: 'two' },
    ]
    expect(tierOf({ tiers }, eater(60))?.id).toBe('one')
  })

  test('an order is the sum of its meals and one fee; surcharges are paid by the eater', () => {
    const meals = [
      { eater: eater(75), surcharge: 200 },
      { eater: eater(null), surcharge: 0 },
    ]
    expect(priceOrder(PRICES, meals, true)).toEqual({
      meals: [
        { list: 1400, charity: 400, subsidy: 400, due: 600, tier: { id: '70', label: '70–79 岁' } },
        { list: 1200, charity: 0, subsidy: 0, due: 1200, tier: null },
      ],
      delivery: 100,
      rulesId: 'prices-1',
      list: 2700,
      charity: 400,
      subsidy: 400,
      due: 1900,
    })
    expect(priceOrder(PRICES, meals, false)).toMatchObject({ delivery: 0, list: 2600, due: 1800 })
  })

  test.each<[fee: number, ...Parameters<typeof eater>]>([
    [0, 80, 'living-alone'],
    [100, 79, 'living-alone'],
    [100, 80],
    [100, null, 'living-alone'],
  ])('the fee of a delivery is %j for age and proofs %j %j', (fee, ...known) => {
    expect(priceOrder(PRICES, [{ eater: eater(...known), surcharge: 0 }], true).delivery).toBe(fee)
    const nobody = { ...PRICES, delivery: { fee: 100, freeAloneFrom: null } }
    expect(priceOrder(nobody, [{ eater: eater(...known), surcharge: 0 }], true).delivery).toBe(100)
  })

  test.each([
    [0, '0 元'],
    [400, '4 元'],
    [350, '3.50 元'],
    [5, '0.05 元'],
    [-5, '-0.05 元'],
    [-1200, '-12 元'],
  ])('%j fen are %s', (fen, text) => {
    expect(sayMoney(fen)).toBe(text)
  })

  const version = (id: string, from: string, until: string | null, change: Partial<PriceRules> = {}): PriceRules => ({
    ...PRICES,
    id,
    from,
    until,
    ...change,
  })

  test('the version of the day counts, its first and last day included', () => {
    const versions = [version('old', '2026-01-01', '2026-06-30'), version('new', '2026-07-01', null)]
    const on = (date: string) => priceRulesOn(versions, date)?.id ?? null
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2030-01-01'].map(on)).toEqual([
      null,
      'old',
      'old',
      'new',
      'new',
    ])
  })

  test.each<[what: string, versions: PriceRules[], faults: PriceFault[]]>([
    ['two that meet', [version('a', '2026-01-01', '2026-06-30'), version('b', '2026-07-01', null)], []],
    [
      'two that meet, the later first',
      [version('b', '2026-07-01', null), version('a', '2026-01-01', '2026-06-30')],
      [],
    ],
    ['one day', [version('a', '2026-01-01', '2026-01-01')], []],
    [
      'two on one day',
      [version('a', '2026-01-01', '2026-07-01'), version('b', '2026-07-01', null)],
      [{ fault: 'overlap', version: 'a', with: 'b' }],
    ],
    [
      'two without an end',
      [version('a', '2026-01-01', null), version('b', '2026-07-01', null)],
      [{ fault: 'overlap', version: 'a', with: 'b' }],
    ],
    ['an end before the beginning', [version('a', '2026-01-02', '2026-01-01')], [{ fault: 'dates', version: 'a' }]],
    [
      'half a fen',
      [version('a', '2026-01-01', null, { list: 0.5, tiers: [] })],
      [{ fault: 'amount', version: 'a', tier: null }],
    ],
    [
      'less than nothing from the charity',
      [version('a', '2026-01-01', null, { charity: -1, tiers: [] })],
      [{ fault: 'amount', version: 'a', tier: null }],
    ],
    [
      'a fee below zero',
      [version('a', '2026-01-01', null, { delivery: { fee: -1, freeAloneFrom: null } })],
      [{ fault: 'amount', version: 'a', tier: null }],
    ],
    [
      'a tier below zero, and one that does not sum up',
      [
        version('a', '2026-01-01', null, {
          tiers: [
            { ...sixty, self: -1 },
            { ...seventy, subsidy: 401 },
            { ...sixty, subsidy: 0.5 },
          ],
        }),
      ],
      [
        { fault: 'amount', version: 'a', tier: '60' },
        { fault: 'sum', version: 'a', tier: '70' },
        { fault: 'amount', version: 'a', tier: '60' },
      ],
    ],
    [
      'nothing at all to pay',
      [version('a', '2026-01-01', null, { list: 0, charity: 0, tiers: [], delivery: { fee: 0, freeAloneFrom: 0 } })],
      [],
    ],
  ])('the faults of %s', (_what, versions, faults) => {
    expect(priceFaults(versions)).toEqual(faults)
  })
})

describe('what is known about an eater', () => {
  const startsAt = atLocal('2026-07-10', 660)
  const proof = (kind: Proof, at: number, change: Partial<ConfirmedProof> = {}): ConfirmedProof => ({
    proof: kind,
    birthMonth: null,
    until: null,
    at,
    by: 'cook',
    ...change,
  })
  const facts = (...proofs: ConfirmedProof[]) => {
    const { age, proofs: known } = eaterFactsAt(proofs, startsAt)
    return { age, known: [...known].sort() }
  }

  test('is what was confirmed: the age from the birth month, and states until their last day', () => {
    expect(facts()).toEqual({ age: null, known: [] })
    expect(facts(proof('age', 1, { birthMonth: '1950-07' }))).toEqual({ age: 76, known: ['age'] })
    expect(facts(proof('disabled', 1, { until: '2026-07-10' }))).toEqual({ age: null, known: ['disabled'] })
    expect(facts(proof('disabled', 1, { until: '2026-07-09', birthMonth: '1950-07' }))).toEqual({
      age: null,
      known: [],
    })
  })

  test('is what was confirmed last of each kind, in whatever order it is stored', () => {
    const [early, late] = [proof('disabled', 1), proof('disabled', 2, { until: '2026-01-01' })]
    for (const order of [
      [early, late],
      [late, early],
    ]) {
      expect(facts(...order, proof('low-income', 1))).toEqual({ age: null, known: ['low-income'] })
    }
  })
})
