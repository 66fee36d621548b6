import { priceOrder, sayMoney } from '@domain/canteen/price'
import { type PriceFault, type PriceRules, priceFaults, priceRulesOn, tierOf } from '@domain/canteen/price-rules'
import { type ConfirmedProof, eaterFactsAt, type Proof } from '@domain/canteen/proofs'
import {
  type CanteenSettings,
  sayMinute,
  saySettings,
  settingsFault,
  settingsOf,
  typedMinute,
  withNewPrices,
  withSettings,
} from '@domain/canteen/settings'
import { atLocal, HOUR } from '@domain/time'
import { aCanteen, PRICES } from '../../worlds/fixtures/index'

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

describe('the settings of a canteen', () => {
  const plan = aCanteen()
  const settings = settingsOf(plan)

  test('are those of its plan, and stay so when they are stored unchanged', () => {
    expect(settings).toEqual({
      from: 660,
      until: 780,
      closesBefore: 19 * HOUR,
      capacity: 20,
      spare: 0,
      seatings: [{ after: 60, seats: 6 }],
      delivers: true,
      online: false,
    })
    expect(settingsOf({ ...plan, modes: ['pick-up'], online: true })).toMatchObject({ delivers: false, online: true })
    expect(withSettings(plan, settings)).toEqual({ ...plan, online: false, spare: 0 })
  })

  test('a seating keeps its id while its time stays; delivery is added or taken away once', () => {
    const changed = withSettings(plan, {
      ...settings,
      delivers: false,
      seatings: [
        { after: 60, seats: 8 },
        { after: 0, seats: 4 },
      ],
    })
    expect(changed.seatings).toEqual([
      { id: 'noon', after: 60, seats: 8 },
      { id: 'at-0', after: 0, seats: 4 },
    ])
    expect(changed.modes).toEqual(['dine-in', 'pick-up'])
    expect(withSettings(changed, settings).modes).toEqual(['dine-in', 'pick-up', 'delivery'])
  })

  test.each<[what: string, change: Partial<CanteenSettings>, rounds: object[], fault: string | null]>([
    ['unchanged', {}, plan.rounds, null],
    ['that end when they begin', { until: 660 }, plan.rounds, 'times'],
    ['with a seating at the end', { seatings: [{ after: 120, seats: 6 }] }, plan.rounds, 'seatings'],
    ['with a seating just before the end', { seatings: [{ after: 119, seats: 6 }] }, plan.rounds, null],
    [
      'with two seatings at one time',
      {
        seatings: [
          { after: 60, seats: 6 },
          { after: 60, seats: 2 },
        ],
      },
      plan.rounds,
      'seatings',
    ],
    ['that deliver without a round', {}, [], 'rounds'],
    ['that do not deliver, without a round', { delivers: false }, [], null],
  ])('settings %s', (_what, change, rounds, fault) => {
    expect(settingsFault({ ...settings, ...change }, { rounds: rounds as typeof plan.rounds })).toBe(fault)
  })

  test('the journal says only what differs', () => {
    expect(saySettings(settings, settings)).toEqual({ from: '', to: '' })
    expect(saySettings(settings, { ...settings, capacity: 30, online: true })).toEqual({
      from: '20 份，不在线付',
      to: '30 份，可在线付',
    })
    expect(
      saySettings(settings, {
        from: 690,
        until: 770,
        closesBefore: 2 * HOUR,
        capacity: 20,
        spare: 2,
        seatings: [],
        delivers: false,
        online: false,
      }),
    ).toEqual({
      from: '11:00–13:00，提前 19 小时截止，现场备 0 份，堂食 12:00 6 座，送餐',
      to: '11:30–12:50，提前 2 小时截止，现场备 2 份，堂食 没有，不送餐',
    })
    const two = [
      { after: 0, seats: 4 },
      { after: 60, seats: 6 },
    ]
    expect(saySettings(settings, { ...settings, seatings: two }).to).toBe('堂食 11:00 4 座、12:00 6 座')
  })

  test.each([
    ['11:30', 690],
    [' 9：05 ', 545],
    ['0:00', 0],
    ['23:59', 1439],
    ['24:00', null],
    ['11:60', null],
    ['11.30', null],
    ['1130', null],
    ['11:3', null],
    ['111:30', null],
    ['11:300', null],
    ['x 11:30', null],
    ['', null],
  ])('the time %j is the minute %j', (text, minute) => {
    expect(typedMinute(text)).toBe(minute)
    if (minute !== null && minute > 600) expect(sayMinute(minute)).toBe(text.trim())
  })

  const asked = { from: '2026-08-01', list: 1300, charity: 400, selfs: { '60': 600 }, fee: 200 }
  const context = { id: 'new', today: '2026-07-10' }

  test('new prices begin on their day, and the version before ends the day before', () => {
    const all = withNewPrices([PRICES], asked, context)
    if (typeof all === 'string') throw new Error(all)
    const [before, after] = all
    expect(before).toEqual({ ...PRICES, until: '2026-07-31' })
    expect(after).toMatchObject({
      id: 'new',
      from: '2026-08-01',
      until: null,
      list: 1300,
      charity: 400,
      delivery: { fee: 200, freeAloneFrom: 80 },
    })
    expect(after?.tiers.map(({ id, subsidy, self }) => [id, subsidy, self])).toEqual([
      ['60', 300, 600],
      ['70', 500, 400],
      ['80', 600, 300],
      ['90', 900, 0],
      ['low', 700, 200],
    ])
    const again = withNewPrices(all, { ...asked, list: 1400 }, { ...context, id: 'newer' })
    if (typeof again === 'string') throw new Error(again)
    expect(again.map(({ id, until, list }) => [id, until, list])).toEqual([
      ['prices-1', '2026-07-31', 1200],
      ['newer', null, 1400],
    ])
  })

  test.each<[what: string, versions: PriceRules[], change: Partial<typeof asked>, fault: string]>([
    ['from today on', [PRICES], { from: '2026-07-10' }, 'past'],
    ['before a version that is planned', [PRICES, { ...PRICES, id: 'planned', from: '2026-09-01' }], {}, 'later'],
    ['where there are none', [], {}, 'none'],
    ['in place of the first version', [{ ...PRICES, from: '2026-08-01' }], {}, 'none'],
    ['that leave a tier more than the whole', [PRICES], { selfs: { '60': 1000 } }, 'amount'],
    ['below zero', [PRICES], { fee: -1 }, 'amount'],
  ])('prices %s are refused', (_what, versions, change, fault) => {
    expect(withNewPrices(versions, { ...asked, ...change }, context)).toBe(fault)
  })
})
