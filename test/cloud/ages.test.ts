import { checkPerson } from '@domain/bookings/rules/audience'
import { choiceFor, refusalOn } from '@domain/classes/choice'
import type { Member } from '@domain/people/members'
import { atLocal, DAY, HOUR, localMonth, startOfLocalDay } from '@domain/time'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()] })
})
afterAll(() => cloud.close())

const ages = (ageMin: number | null, ageMax: number | null) => ({ ageMin, ageMax, accompanied: 'no' as const })
/** Returns the birth month (YYYY-MM) of a person who is `years` old in the month of `ms`. */
const bornFor = (years: number, ms: number) => `${Number(localMonth(ms).slice(0, 4)) - years}${localMonth(ms).slice(4)}`
const child = (birthMonth: string, guardianConsent = true) =>
  ({ relation: 'child', nickname: '果果', birthMonth, guardianConsent }) as const

test('a child that is old enough for the later date only is refused on the first, and can come to the later one', async () => {
  // One session this month, one in the month in which the child turns six.
  const soon = atLocal(`${localMonth(now)}-01`) + 40 * DAY
  const birthday = startOfLocalDay(atLocal(`${localMonth(soon)}-01`)) + 10 * HOUR
  const before = birthday - DAY
  const audience = ages(6, 12)
  await cloud.seed({
    sessions: [
      aSession(now, { _id: 'first', startsAt: Math.max(before, now + HOUR), rules: { audience } }),
      aSession(now, { _id: 'later', startsAt: birthday + 3 * DAY, rules: { audience } }),
    ],
  })
  const { memberId } = await cloud.ask('mum', 'member.save', child(bornFor(6, birthday)))
  const page = await cloud.ask('mum', 'class.get', { offeringId: 'calligraphy' })
  const guoguo = page.members.find(({ member }) => member.id === memberId)
  expect(guoguo?.refusals).toEqual({ first: { code: 'TOO_YOUNG', detail: { memberId, ageMin: 6 } } })
  const choice = guoguo ?? page.members[0]
  expect(choice && choiceFor(choice, 'first').refusal?.code).toBe('TOO_YOUNG')
  expect(choice && choiceFor(choice, 'later').refusal).toBeNull()
  expect(refusalOn(page.members, [memberId], 'first')?.member.nickname).toBe('果果')
  expect(refusalOn(page.members, [memberId], 'later')).toBeNull()
  expect(await cloud.codeOf('mum', 'booking.create', { sessionId: 'first', memberIds: [memberId] })).toBe('TOO_YOUNG')
  expect(await cloud.codeOf('mum', 'booking.create', { sessionId: 'later', memberIds: [memberId] })).toBe('OK')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a child that may still be thirteen is not saved without a guardian', async () => {
  const save = (birthMonth: string, consent: boolean) => cloud.codeOf('mum', 'member.save', child(birthMonth, consent))
  expect(await save(bornFor(14, now), false)).toBe('CONSENT_REQUIRED')
  expect(await save(bornFor(14, now), true)).toBe('OK')
  expect((await cloud.ask('mum', 'me.get', {})).members[1]?.consentAt).not.toBeNull()
  // Born a month earlier: certainly fourteen.
  const lastMonth = localMonth(atLocal(`${localMonth(now)}-01`) - DAY)
  expect(await save(bornFor(14, Date.parse(`${lastMonth}-15T00:00:00Z`)), false)).toBe('OK')
})

test.each([
  ['who may not have turned six yet, for six and older', 6, ages(6, 12), null],
  ['who may have turned thirteen already, for up to twelve', 13, ages(6, 12), null],
  ['who is five for certain', 5, ages(7, 12), 'TOO_YOUNG'],
  ['who is thirteen for certain', 14, ages(6, 12), 'TOO_OLD'],
])('where only the month is known it is judged in favour of the person: somebody %s', (_, years, audience, code) => {
  const at = atLocal('2026-07-02')
  const member: Member = { id: 'm', relation: 'child', nickname: 'm', birthMonth: bornFor(years, at), consentAt: 1 }
  expect(checkPerson(member, audience, at)?.code ?? null).toBe(code)
})

test('the month after, the age is known again', () => {
  const member: Member = { id: 'm', relation: 'child', nickname: 'm', birthMonth: '2013-07', consentAt: 1 }
  expect(checkPerson(member, ages(6, 12), atLocal('2026-07-31'))).toBeNull()
  expect(checkPerson(member, ages(6, 12), atLocal('2026-08-01'))?.code).toBe('TOO_OLD')
})
