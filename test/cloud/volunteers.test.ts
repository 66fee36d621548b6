import { DAY, HOUR, localMonth, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { CENTRE } from '../../worlds/fixtures/index'
import { aShift, aVolunteer } from '../../worlds/fixtures/volunteers'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { END, now, openShifts, START, shiftsOf } from './support/volunteers'

/** Volunteers from the shift to the certificate. */

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(() => openShifts(cloud))
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

const { signUp, codeOfSignUp, home, mark, keyOf, stored, to, afterwards } = shiftsOf(() => cloud)

test('hours come from check-in and check-out, and a certificate of them is checked by anybody', async () => {
  expect((await cloud.ask('anybody', 'volunteer.shifts', { skill: 'any' })).items).toMatchObject([
    { left: 2, own: null },
  ])
  expect(await codeOfSignUp('anybody')).toBe('VOLUNTEER_NOT_FOUND')
  await cloud.ask('anybody', 'volunteer.save', { name: '赵大力', phone: '', skills: ['any', 'any'] })
  expect((await signUp('anybody')).shift).toMatchObject({
    left: 1,
    guide: '李＊',
    own: { confirmedAt: null, asked: false },
  })
  await to(START + 5 * MINUTE)
  expect([await mark('anybody', 'in'), await mark('anybody', 'in'), await mark('mum', 'in')]).toEqual([
    'OK',
    'SHIFT_MARK_WRONG',
    'INVALID_INPUT',
  ])
  await to(END - 20 * MINUTE)
  expect(await mark('anybody', 'out')).toBe('OK')
  await afterwards()
  // From five past until twenty to: ninety-five minutes.
  expect(await home('anybody')).toMatchObject({
    minutes: 90,
    stars: 0,
    past: [{ own: { outcome: 'done', minutes: 90 } }],
  })
  const { certificate } = await cloud.ask('anybody', 'volunteer.certify', {})
  expect((await cloud.ask('anybody', 'volunteer.certify', {})).certificate).toEqual(certificate)
  const { code } = certificate
  expect(await cloud.ask('stranger', 'volunteer.certificate', { code })).toMatchObject({
    certificate: { name: '赵＊＊', minutes: 90 },
  })
  expect(await cloud.codeOf('stranger', 'volunteer.certificate', { code: '000000000000' })).toBe(
    'CERTIFICATE_NOT_FOUND',
  )
  expect(await cloud.codeOf('mum', 'volunteer.certify', {})).toBe('NO_HOURS')
})

test('of twenty people at once, as many sign up as there are places', async () => {
  const people = Array.from({ length: 20 }, (_, n) => `person-${n}`)
  await cloud.seed({ volunteers: people.map(openid => aVolunteer(openid, now)) })
  const codes = await Promise.all(people.map(openid => codeOfSignUp(openid)))
  expect(codes.filter(code => code === 'OK')).toHaveLength(2)
  expect(codes.filter(code => code === 'SHIFT_FULL')).toHaveLength(18)
  expect(await stored()).toMatchObject({ taken: 2 })
})

test('shifts of one person never overlap, have rest between sites and at most eight hours a day, in many calls at once', async () => {
  // Eleven in the evening, so that shifts go over midnight.
  const evening = START - (START % DAY) + 15 * HOUR
  const shifts = [
    aShift(now, { _id: 'one', startsAt: evening, endsAt: evening + 2 * HOUR }),
    aShift(now, { _id: 'overlap', startsAt: evening + HOUR, endsAt: evening + 3 * HOUR }),
    aShift(now, { _id: 'too-soon', startsAt: evening + 2 * HOUR, endsAt: evening + 3 * HOUR, centreId: 'other' }),
    aShift(now, { _id: 'next', startsAt: evening + 2 * HOUR, endsAt: evening + 3 * HOUR }),
    aShift(now, { _id: 'long', startsAt: evening + 3 * HOUR, endsAt: evening + 10 * HOUR }),
    aShift(now, { _id: 'day', startsAt: evening + 11 * HOUR, endsAt: evening + 12 * HOUR }),
  ]
  await cloud.seed({ shifts })
  const calls = shifts.flatMap(({ _id }) => [_id, _id])
  await Promise.all(calls.map(shiftId => codeOfSignUp('mum', shiftId)))
  expect((await home('mum')).coming.length).toBeGreaterThan(1)
  const codes: Record<string, string> = {}
  await cloud.ask('dad', 'volunteer.signUp', { shiftId: 'one' })
  for (const { _id } of shifts.slice(1)) codes[_id] = await codeOfSignUp('dad', _id)
  expect(codes).toEqual({
    overlap: 'SHIFT_CLASH',
    'too-soon': 'SHIFT_CLASH',
    next: 'OK',
    long: 'DAY_HOURS_FULL',
    day: 'OK',
  })
})

test('a place is given back before the start, and a late copy of either request changes nothing', async () => {
  const [taking, leaving] = [{ requestId: 'request-take-1' }, { requestId: 'request-leave-1' }]
  const input = { shiftId: 'shift-1' }
  await cloud.ask('mum', 'volunteer.signUp', input, taking)
  expect((await cloud.ask('mum', 'volunteer.signUp', input, taking)).shift.own).not.toBeNull()
  expect((await cloud.ask('mum', 'volunteer.leave', input, leaving)).shift).toMatchObject({ own: null, left: 2 })
  expect((await cloud.ask('mum', 'volunteer.signUp', input, taking)).shift.own).toBeNull()
  await signUp('mum')
  expect((await cloud.ask('mum', 'volunteer.leave', input, leaving)).shift.own).not.toBeNull()
  expect(await cloud.codeOf('dad', 'volunteer.leave', input)).toBe('OK')
  await to(START)
  expect([await cloud.codeOf('mum', 'volunteer.leave', input), await codeOfSignUp('dad')]).toEqual([
    'SHIFT_CLOSED',
    'SHIFT_CLOSED',
  ])
})

test('a day before, people are asked to say again that they come; who does not keeps the place, and the guide sees it', async () => {
  await signUp('mum')
  await signUp('dad')
  await to(START - DAY + MINUTE)
  expect((await home('mum')).coming).toMatchObject([{ own: { asked: true } }])
  await cloud.ask('mum', 'volunteer.confirm', { shiftId: 'shift-1' })
  const { shift } = await cloud.ask('desk', 'staff.shift', { centreId: CENTRE, shiftId: 'shift-1' })
  expect(shift).toMatchObject({ asked: true, taken: 2, isOwn: true, maySign: true })
  expect(shift.people.map(({ confirmedAt }) => confirmedAt !== null)).toEqual([true, false])
  expect(await cloud.codeOf('neighbour', 'volunteer.confirm', { shiftId: 'shift-1' })).toBe('SHIFT_NOT_FOUND')
})

test('a forgotten check-out ends with the shift and waits for the signature of the guide', async () => {
  await signUp('mum')
  await signUp('dad')
  await to(START - MINUTE)
  await mark('mum', 'in')
  await mark('dad', 'in')
  await afterwards()
  expect(await home('mum')).toMatchObject({ minutes: 0, past: [{ own: { outcome: 'open', minutes: null } }] })
  expect((await cloud.ask('desk', 'staff.shifts', { centreId: CENTRE })).shifts).toMatchObject([{ toSign: 2 }])
  const sign = (openid: string, person: string, isRight: boolean) =>
    cloud.codeOf(openid, 'staff.shiftSign', { centreId: CENTRE, shiftId: 'shift-1', key: keyOf(person), isRight })
  expect(await sign('colleague', 'mum', true)).toBe('NOT_GUIDE')
  expect([
    await sign('desk', 'mum', true),
    await sign('desk', 'mum', false),
    await sign('manager', 'dad', false),
  ]).toEqual(['OK', 'HOURS_NOT_OPEN', 'OK'])
  expect([(await home('mum')).minutes, (await home('dad')).minutes]).toEqual([120, 0])
})

test('two absences in sixty days are a reason to call, and bar nobody', async () => {
  await cloud.seed({ shifts: [aShift(now, { _id: 'second', startsAt: START + DAY, endsAt: START + DAY + HOUR })] })
  await cloud.change('volunteers', accountIdOf('mum'), { phone: '13800000000' })
  await signUp('mum')
  await signUp('mum', 'second')
  const calls = async () => (await cloud.ask('desk', 'staff.shifts', { centreId: CENTRE })).calls
  await afterwards()
  expect(await calls()).toEqual([])
  await to(START + DAY + 3 * HOUR)
  expect(await home('mum')).toMatchObject({ minutes: 0, past: [{ own: { outcome: 'missed' } }, {}] })
  const [call] = await calls()
  expect(call).toMatchObject({ name: '王＊＊', phone: '13800000000', missed: 2 })
  await cloud.ask('desk', 'staff.volunteerCalled', { centreId: CENTRE, key: call?.key ?? '' })
  expect(await calls()).toEqual([])
  await cloud.seed({ shifts: [aShift(now, { _id: 'third', startsAt: START + 9 * DAY })] })
  expect(await codeOfSignUp('mum', 'third')).toBe('OK')
})

test('hours entered by hand need another centre, are shown as such, and are a small share of a year', async () => {
  await signUp('mum')
  await afterwards()
  const place = { centreId: CENTRE, shiftId: 'shift-1', key: keyOf('mum') }
  const enter = (minutes: number) =>
    cloud.codeOf('desk', 'staff.shiftManual', { ...place, minutes, reason: '手机没电' })
  expect([await enter(135), await enter(60), await enter(60)]).toEqual(['MANUAL_TOO_LONG', 'OK', 'HOURS_NOT_OPEN'])
  const approve = (openid: string, centreId: string) =>
    cloud.codeOf(openid, 'office.approveHours', { ...place, centreId, isRight: true })
  expect(await approve('manager', CENTRE)).toBe('OWN_HOURS')
  expect((await cloud.ask('elsewhere', 'office.volunteers', { centreId: 'other' })).toApprove).toMatchObject([
    { minutes: 60, reason: '手机没电', name: '王＊＊' },
  ])
  expect(await approve('elsewhere', 'other')).toBe('MANUAL_LIMIT')
  const past = {
    startsAt: START,
    endsAt: START + 8 * HOUR,
    closedAt: START,
    dueAt: 0,
    minutes: 0,
    places: 4,
  }
  const someone = { name: '', at: 1, confirmedAt: null, in: null, out: null, signed: null, manual: null }
  const people = Object.fromEntries(
    [1, 2, 3].map(n => [`p${n}`, { ...someone, accountId: '', outcome: 'done' as const, minutes: 480 }]),
  )
  await cloud.seed({ shifts: [aShift(now, { ...past, _id: 'past', people, taken: 3, minutes: 1440 })] })
  expect(await approve('elsewhere', 'other')).toBe('OK')
  expect(await home('mum')).toMatchObject({ minutes: 60, past: [{ own: { isManual: true, minutes: 60 } }] })
  const { report } = await cloud.ask('manager', 'office.volunteers', { centreId: CENTRE, month: localMonth(START) })
  expect(report).toMatchObject({ volunteers: 4, minutes: 1500, manualMinutes: 60, missed: 0, manualPercent: 4 })
})

test('a late replay decides nothing about hours that were entered again, and enters no earlier ones', async () => {
  await signUp('mum')
  await afterwards()
  const place = { centreId: CENTRE, shiftId: 'shift-1', key: keyOf('mum') }
  const enter = (minutes: number, requestId: string) =>
    cloud.codeOf('desk', 'staff.shiftManual', { ...place, minutes, reason: '手机没电' }, { requestId })
  const reject = (requestId: string) =>
    cloud.codeOf('elsewhere', 'office.approveHours', { ...place, centreId: 'other', isRight: false }, { requestId })
  const manual = async () => (await stored())?.people[keyOf('mum')]?.manual
  expect([await enter(60, 'entered-first'), await reject('rejected-first')]).toEqual(['OK', 'OK'])
  expect([await enter(90, 'entered-second'), await reject('rejected-first')]).toEqual(['OK', 'OK'])
  expect(await manual()).toMatchObject({ minutes: 90, state: 'asked' })
  expect([await reject('rejected-second'), await enter(60, 'entered-first')]).toEqual(['OK', 'OK'])
  expect(await manual()).toMatchObject({ minutes: 90, state: 'rejected' })
})
