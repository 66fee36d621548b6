import { type ConsentFacts, canKeepConsent } from '@domain/notices/consents'
import { fitsInterest, interestKey, isSameInterest, keysOfSessions } from '@domain/notices/interests'
import { atLocal, DAY, HOUR, MINUTE } from '@domain/time'
import { RULES } from './support/bookings'

const NOW = atLocal('2026-07-08', 600)

describe('a consent to one message is kept only while the message can come', () => {
  const facts: ConsentFacts = {
    now: NOW,
    status: 'confirmed',
    startsAt: NOW + DAY,
    endsAt: NOW + DAY + HOUR,
    offerTellAt: null,
  }
  test.each<[kept: boolean, kind: Parameters<typeof canKeepConsent>[0], change: Partial<ConsentFacts>]>([
    [true, 'reminder', {}],
    [false, 'reminder', { startsAt: NOW + MINUTE }],
    [false, 'reminder', { status: 'cancelled' }],
    [false, 'reminder', { status: 'lapsed' }],
    [true, 'changed', {}],
    [false, 'changed', { endsAt: NOW }],
    [false, 'offer', {}],
    [true, 'offer', { status: 'waiting' }],
    [true, 'offer', { status: 'registered' }],
    [false, 'offer', { status: 'offered' }],
    [true, 'offer', { status: 'offered', offerTellAt: NOW }],
    [false, 'offer', { offerTellAt: NOW }],
    [true, 'ballot', { status: 'registered' }],
    [true, 'ballot', { status: 'waiting', drawTellAt: NOW }],
    [false, 'ballot', { status: 'waiting', drawTellAt: null }],
    [false, 'ballot', { status: 'waiting' }],
  ])('%j for %s with %j', (kept, kind, change) => {
    expect(canKeepConsent(kind, { ...facts, ...change })).toBe(kept)
  })
})

describe('a wish to hear of new classes', () => {
  const session = {
    kind: 'class' as const,
    category: 'seniors' as const,
    centreId: 'jiangchuan',
    rules: { ...RULES, audience: { ...RULES.audience, ageMin: 50, ageMax: 70 } },
  }
  const any = { category: null, centreId: null, age: null }

  test.each<[fits: boolean, wish: Partial<Parameters<typeof fitsInterest>[0]>, change?: object]>([
    [true, {}],
    [true, { category: 'elders' }],
    [false, { category: 'night-school' }],
    [true, { centreId: 'jiangchuan' }],
    [false, { centreId: 'bixi' }],
    [false, { age: 49 }],
    [true, { age: 50 }],
    [true, { age: 70 }],
    [false, { age: 71 }],
    [true, { age: 0 }, { rules: RULES }],
    [false, {}, { kind: 'seat' }],
  ])('it is %j that %j is fitted by a new class %j', (fits, wish, change = {}) => {
    expect(fitsInterest({ ...any, ...wish }, { ...session, ...change })).toBe(fits)
  })

  test('is found by each of its keys when such a class is published', () => {
    expect(interestKey({ category: null, centreId: null })).toBe('*/*')
    const keys = keysOfSessions([session, session], 'jiangchuan')
    expect(keys.sort()).toEqual(
      ['*/*', '*/jiangchuan', 'elders/*', 'elders/jiangchuan', 'seniors/*', 'seniors/jiangchuan'].sort(),
    )
    for (const category of [null, 'elders', 'seniors'] as const) {
      for (const centreId of [null, 'jiangchuan']) expect(keys).toContain(interestKey({ category, centreId }))
    }
    expect(keysOfSessions([], 'bixi')).toEqual(['*/*', '*/bixi'])
  })

  test('is the same as another only with the same category, centre and age', () => {
    expect(isSameInterest(any, { ...any })).toBe(true)
    expect(isSameInterest(any, { ...any, age: 5 })).toBe(false)
    expect(isSameInterest(any, { ...any, centreId: 'bixi' })).toBe(false)
    expect(isSameInterest(any, { ...any, category: 'night-school' })).toBe(false)
  })
})
