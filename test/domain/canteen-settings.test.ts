import type { PriceRules } from '@domain/canteen/price-rules'
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
import { HOUR } from '@domain/time'
import { aCanteen, PRICES } from '../../worlds/fixtures/index'

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
