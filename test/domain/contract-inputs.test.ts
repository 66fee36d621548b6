import { type RouteName, routes } from '@domain/contracts'
import * as fields from '@domain/contracts/fields'
import { relationCode } from '@domain/contracts/relations'
import type { RouteSpec } from '@domain/contracts/route'
import { lastFour } from '@domain/contracts/staff-desk'
import { writtenTexts } from '@domain/contracts/written'
import * as v from 'valibot'
import { validInputs } from '../cloud/support/inputs'

/** A character that people see as one, of eleven units. */
const FAMILY = '👨‍👩‍👧‍👦'

/** What a field makes of a value; `refused` when it does not take it. */
function read(schema: v.GenericSchema, value: unknown): unknown {
  const { success, output } = v.safeParse(schema, value)
  return success ? output : 'refused'
}

const specs = routes as Record<string, RouteSpec>

/** A valid input of a route, with some fields set to other values. */
function changed(route: RouteName, fields: Record<string, unknown>): unknown {
  return read(specs[route]?.input ?? v.never(), { ...validInputs[route], ...fields })
}

test('every route takes an input in which everything is said', () => {
  const refused = (Object.keys(routes) as RouteName[]).filter(route => changed(route, {}) === 'refused')
  expect(refused).toEqual([])
})

test.each([
  ['an id', fields.id, 'constructor'],
  ['the id of a unit', fields.unitId, 'constructor'],
  ['the id of an intention', fields.requestId, 'hasOwnProperty'],
])('the name of something that every object has is not %s', (_what, schema, name) => {
  expect(read(schema, name)).toBe('refused')
  expect(read(schema, `${name}s`)).toBe(`${name}s`)
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-06-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['1999-12-31', false],
  ['2026-2-28', false],
])('the day %s is in a calendar of this century: %s', (day, exists) => {
  expect(read(fields.date, day)).toBe(exists ? day : 'refused')
})

test.each([
  ['1234', true],
  ['1234 5678-9012', true],
  ['12345678901234567890', true],
  ['123456789012345678901', false],
  ['', false],
  ['a1234', false],
  ['1234a', false],
  ['a', false],
  [1234, false],
  [undefined, false],
])('%j was typed as digits: %s', (code, isTyped) => {
  expect(fields.isTyped(code)).toBe(isTyped)
})

describe('words of a person', () => {
  test.each([
    ['without what surrounds them and cannot be seen', ' \u200B果果\n', '果果', '果果'],
    ['to the last character that people count', FAMILY.repeat(5), FAMILY.repeat(5), FAMILY.repeat(5)],
    ['on one line only where one line is shown', '果\n \n果', '果\n \n果', '果 果'],
  ])('are taken %s', (_how, typed, asText, asLine) => {
    for (const text of [fields.shortText(5), fields.optionalText(5)]) expect(read(text, typed)).toBe(asText)
    for (const line of [fields.shortLine(5), fields.optionalLine(5)]) expect(read(line, typed)).toBe(asLine)
  })

  test.each([
    ['of one character too many', `${FAMILY}果果果果果`],
    ['of more units than so many characters can have', `${'\u200B'.repeat(60)}果`],
  ])('%s are refused', (_how, typed) => {
    for (const field of [fields.shortText, fields.shortLine, fields.optionalText, fields.optionalLine]) {
      expect(read(field(5), typed)).toBe('refused')
    }
  })

  test('may be left out only where nothing needs to be said', () => {
    for (const field of [fields.shortText, fields.shortLine]) expect(read(field(5), ' \u200B ')).toBe('refused')
    for (const field of [fields.optionalText, fields.optionalLine]) expect(read(field(5), ' \u200B ')).toBe('')
  })
})

describe('the digits that somebody reads out', () => {
  test.each([
    ['1234 5678', '12345678'],
    ['１２３４-５６７８', '12345678'],
    ['1234567', 'refused'],
    ['123456789', 'refused'],
  ])('%s of who may order is read as %s', (typed, digits) => {
    expect(read(relationCode, typed)).toBe(digits)
  })

  test.each([
    ['1234 5678-9012', '123456789012'],
    ['12345678901', 'refused'],
    ['1234 5678 901a', 'refused'],
  ])('%s of who cares for a child is read as %s', (typed, digits) => {
    expect(changed('care.accept', { code: typed })).toEqual(digits === 'refused' ? digits : { code: digits })
  })

  test.each([
    ['+86 138-0000-5566', '5566'],
    ['５５６６', '5566'],
    ['566', 'refused'],
    ['李5566', 'refused'],
    ['', 'refused'],
  ])('%s at the desk is read as %s', (typed, digits) => {
    expect(read(lastFour, typed)).toBe(digits)
  })

  test.each([
    ['5304 0219 9001 0112 3x', '123X'],
    ['1234', '1234'],
    ['x123', 'refused'],
    ['12a4', 'refused'],
    ['123a', 'refused'],
    ['12', 'refused'],
    ['abcd', 'refused'],
  ])('%s of a paper is read as %s', (typed, end) => {
    const proof = changed('staff.mealProof', { lastFour: typed })
    if (end === 'refused') expect(proof).toBe('refused')
    else expect(proof).toMatchObject({ lastFour: end })
  })

  test.each([
    ['138 0000-0000', '13800000000'],
    ['+86 138 0000 0000', '13800000000'],
    ['０８７７-５５５０１００', '08775550100'],
    ['', ''],
    ['1234', 'refused'],
    ['湖滨路', 'refused'],
  ])('%s of a volunteer is read as %s', (typed, phone) => {
    const saved = changed('volunteer.save', { phone: typed })
    if (phone === 'refused') expect(saved).toBe('refused')
    else expect(saved).toMatchObject({ phone })
  })

  test('to call about a delivery are a number, or it is not sent', () => {
    const to = { building: '湖滨小区 1 栋', door: '2 单元 301', phone: '+86 138 0000 0000' }
    expect(changed('order.create', { to })).toMatchObject({ to: { phone: '13800000000' } })
    expect(changed('order.create', { to: { ...to, phone: '打 301' } })).toBe('refused')
  })
})

describe('a list', () => {
  const day = (weekday: number, opens = 540, closes = 600) => ({ weekday, opens, closes })
  const scan = (nonce: string) => ({ nonce, code: '1234', at: Date.UTC(2026, 6, 1) })
  const self = (tierId: string) => ({ tierId, self: 500 })
  const meal = (memberId: string) => ({ memberId, dishes: ['pork'] })

  test.each<[RouteName, string, unknown, unknown]>([
    ['booking.create', 'memberIds', 'self', 'aaaa'],
    ['order.create', 'meals', meal('self'), meal('aaaa')],
    ['meal.repeat', 'weekdays', 1, 2],
    ['office.saveTopic', 'needIds', 'one', 'two'],
    ['office.saveWant', 'week', day(1), day(2)],
    ['office.saveProject', 'offeringIds', 'one', 'two'],
    ['office.saveCentre', 'week', day(1), day(2)],
    ['staff.mealNewPrices', 'selfs', self('one'), self('two')],
    ['staff.mealProof', 'proofs', { proof: 'living-alone', until: null }, { proof: 'disabled', until: null }],
    ['staff.uploadScans', 'scans', scan('nonce-one'), scan('nonce-two')],
  ])('of %s names each of its %s once', (route, field, one, another) => {
    expect(changed(route, { [field]: [one, another] })).toMatchObject({ [field]: [one, another] })
    expect(changed(route, { [field]: [one, another, one] })).toBe('refused')
  })

  test('of days on which somebody has time has only days that end after they begin', () => {
    expect(changed('office.saveWant', { week: [day(1, 540, 541)] })).toMatchObject({ week: [day(1, 540, 541)] })
    for (const closes of [540, 539]) expect(changed('office.saveWant', { week: [day(1, 540, closes)] })).toBe('refused')
  })
})

describe('who guesses', () => {
  const guessable = Object.entries(specs).filter(
    ([name, { input }]) => name === 'pass.get' || 'code' in ((input as { entries?: object }).entries ?? {}),
  )
  const open = new Set<string>(['checkin.self', 'staff.checkIn'])

  test.each(guessable)('at %s has to wait after some that were wrong', (_name, { errors, tries }) => {
    expect(tries?.limit.wrong.filter(code => errors.includes(code))).toHaveLength(1)
  })

  test.each(guessable)('at %s is anybody, but for a camera at a door', (name, { tries }) => {
    expect(tries?.of?.({ code: '1234 5678' }) ?? true).toBe(true)
    expect(tries?.of?.({ code: 'a-code-that-a-camera-reads' }) ?? true).toBe(!open.has(name))
  })
})

describe('words that others will read are found', () => {
  const name = fields.shortLine(20)
  const note = fields.optionalText(20)
  const found = (schema: v.GenericSchema, value: unknown) =>
    writtenTexts(schema, value).map(({ path, text, scene }) => `${path}=${text} ${scene}`)

  test('as names or as comments, where they stand', () => {
    const schema = v.strictObject({
      guest: v.strictObject({ name }),
      note,
      line: fields.optionalLine(20),
      id: fields.id,
    })
    const value = { guest: { name: '果果' }, note: '请慢一点', line: '三楼', id: 'abc' }
    expect(found(schema, value)).toEqual(['guest.name=果果 1', 'note=请慢一点 2', 'line=三楼 1'])
    expect(found(v.strictObject({ words: fields.shortText(20) }), { words: '好' })).toEqual(['words=好 2'])
  })

  test('in lists, in records and in fields that may be absent', () => {
    const schema = v.strictObject({
      names: v.array(name),
      pair: v.tuple([fields.id, note]),
      byId: v.record(fields.id, name),
      nickname: v.optional(name),
      line: v.nullable(note),
    })
    const value = { names: ['甲', '乙'], pair: ['abc', '丙'], byId: { one: '丁' }, nickname: '戊', line: '己' }
    expect(found(schema, value)).toEqual([
      ...['names.0=甲 1', 'names.1=乙 1', 'pair.1=丙 2', 'byId.one=丁 1', 'nickname=戊 1', 'line=己 2'],
    ])
  })

  test('in whichever form was sent, once', () => {
    const by = (kind: string) => v.strictObject({ kind: v.literal(kind), name })
    const schema = v.union([by('guest'), by('member'), v.strictObject({ reason: v.picklist(['ill', 'late']) })])
    expect(found(schema, { kind: 'member', name: '果果' })).toEqual(['name=果果 1'])
    expect(found(schema, { reason: 'ill' })).toEqual([])
  })

  test('only where something was written', () => {
    const schema = v.strictObject({ note, nickname: v.optional(name), line: v.nullable(note), names: v.array(name) })
    expect(found(schema, { note: '', nickname: undefined, line: null, names: [] })).toEqual([])
    expect(found(name, '果果')).toEqual(['=果果 1'])
    expect(found(v.strictObject({ n: v.number(), yes: v.boolean() }), { n: 1, yes: true })).toEqual([])
  })
})
