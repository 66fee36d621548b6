import { reminderDueAt } from '@domain/notices/reminder'
import { type MemberFields, missingMemberFields } from '@domain/people/member-form'
import { isAdult, maskName, needsConsent, UNNAMED_SELF } from '@domain/people/members'
import { HOUR, MINUTE } from '@domain/time'

const NOW = Date.parse('2026-07-08T10:00:00+08:00')

describe('consent', () => {
  test('a guardian’s consent is needed under fourteen, and for a child of unknown age', () => {
    expect(needsConsent('child', '2012-08', NOW)).toBe(true)
    // In the month of the fourteenth birthday the child may still be thirteen.
    expect(needsConsent('child', '2012-07', NOW)).toBe(true)
    expect(needsConsent('child', '2012-06', NOW)).toBe(false)
    expect(needsConsent('other', '2020-01', NOW)).toBe(true)
    expect(needsConsent('child', null, NOW)).toBe(true)
    expect(needsConsent('elder', null, NOW)).toBe(false)
    // Who uses the app speaks for themselves.
    expect(needsConsent('self', '2020-01', NOW)).toBe(false)
    expect(UNNAMED_SELF).toEqual({ id: 'self', relation: 'self', nickname: '我', birthMonth: null, consentAt: null })
  })
})

test('a person counts as an adult unless the data says otherwise', () => {
  expect(isAdult({ relation: 'self', birthMonth: null }, NOW)).toBe(true)
  expect(isAdult({ relation: 'child', birthMonth: null }, NOW)).toBe(false)
  expect(isAdult({ relation: 'child', birthMonth: '2008-07' }, NOW)).toBe(true)
  expect(isAdult({ relation: 'other', birthMonth: '2010-07' }, NOW)).toBe(false)
})

test.each([
  ['果果', '果＊'],
  ['王小明', '王＊＊'],
  ['欧阳小明明', '欧＊＊'],
  ['果', '果＊'],
  ['', '＊＊'],
  ['𠮷野', '𠮷＊'],
])('%s is masked as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('a reminder is due two hours ahead, half an hour for late bookers, and never too late', () => {
  expect(reminderDueAt(NOW + 5 * HOUR, NOW)).toBe(NOW + 3 * HOUR)
  expect(reminderDueAt(NOW + HOUR, NOW)).toBe(NOW + 30 * MINUTE)
  expect(reminderDueAt(NOW + 20 * MINUTE, NOW)).toBeNull()
})

test.each<[string, MemberFields, missing: string[]]>([
  ['a complete child', { relation: 'child', nickname: '果果', birthMonth: '2018-01', consent: true }, []],
  [
    'a child without anything',
    { relation: 'child', nickname: ' ', birthMonth: null, consent: false },
    ['nickname', 'birthMonth', 'consent'],
  ],
  ['an elder with only a name', { relation: 'elder', nickname: '妈妈', birthMonth: null, consent: false }, []],
  [
    'another person under fourteen',
    { relation: 'other', nickname: '豆豆', birthMonth: '2020-01', consent: false },
    ['consent'],
  ],
])('missing fields of %s', (_who, fields, missing) => {
  expect(missingMemberFields(fields, NOW)).toEqual(missing)
})
