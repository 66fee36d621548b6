import {
  type CheckedCertificate,
  certificateDaysFit,
  keptCertificates,
  payStepsOf,
  validCertificate,
} from '@domain/participation/social-worker'
import { atLocal, DAY } from '@domain/time'

/** Certificates of social workers and the pay steps that follow from them. */

const certificate = (change: Partial<CheckedCertificate>): CheckedCertificate => ({
  ...{ level: 'social', from: '2026-01-10', until: '2029-01-09', state: 'right' },
  ...{ at: atLocal('2026-03-01'), checkedAt: atLocal('2026-03-15') },
  ...change,
})
const assistant = certificate({ level: 'assistant' })
const senior = certificate({ level: 'senior' })

test.each<[string, CheckedCertificate[], string, number]>([
  ['nothing', [], '2026-04', 0],
  ['the month of the check', [certificate({})], '2026-03', 0],
  ['the month after the check', [certificate({})], '2026-04', 2],
  ['a check in the last minute of a month', [certificate({ checkedAt: atLocal('2026-04-01') - 60_000 })], '2026-04', 2],
  ['a check in the first moment of the month', [certificate({ checkedAt: atLocal('2026-04-01') })], '2026-04', 0],
  ['the lowest', [assistant], '2026-04', 1],
  ['the highest', [senior], '2026-04', 3],
  ['several: the highest of them', [assistant, senior, certificate({})], '2026-04', 3],
  [
    'the highest is not checked yet',
    [assistant, certificate({ level: 'senior', state: 'asked', checkedAt: null })],
    '2026-04',
    1,
  ],
  ['the highest was found wrong', [assistant, certificate({ level: 'senior', state: 'wrong' })], '2026-04', 1],
  ['the month in which it ends', [certificate({})], '2029-01', 2],
  ['the month after its end', [certificate({})], '2029-02', 0],
  [
    'the highest is over, a lower one is not',
    [certificate({ level: 'senior', until: '2026-12-31' }), certificate({})],
    '2027-01',
    2,
  ],
  ['it is valid from a later month', [certificate({ from: '2026-06-02' })], '2026-06', 0],
])('pay steps: %s', (_what, certificates, month, steps) => {
  expect(payStepsOf(certificates, month)).toBe(steps)
})

test('of two equal certificates the one that is valid for longer counts', () => {
  const renewed = certificate({ until: '2032-01-09' })
  expect(validCertificate([certificate({}), renewed], '2026-05-01')).toBe(renewed)
  expect(validCertificate([certificate({})], '2026-01-09')).toBeNull()
})

test.each<[string, string, string, boolean]>([
  ['from today to today', '2026-03-01', '2026-03-01', true],
  ['for three years', '2026-01-01', '2029-01-01', true],
  ['not yet valid', '2026-03-02', '2029-01-01', false],
  ['over', '2023-01-01', '2026-02-28', false],
  ['for eleven years', '2026-01-01', '2037-01-01', false],
])('days of a certificate: %s', (_what, from, until, fit) => {
  expect(certificateDaysFit({ from, until }, atLocal('2026-03-01') + DAY / 2)).toBe(fit)
})

test('what was over or wrong for a year is shown no more', () => {
  const wrong = certificate({ state: 'wrong' })
  const over = certificate({ until: '2026-04-01' })
  const asked = certificate({ state: 'asked', checkedAt: null })
  expect(keptCertificates([wrong, over, asked], atLocal('2026-06-01'))).toEqual([wrong, over, asked])
  expect(keptCertificates([wrong, over, asked], atLocal('2027-06-01'))).toEqual([asked])
})
