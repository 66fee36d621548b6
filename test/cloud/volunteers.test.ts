import type { RouteInput, RouteOutput } from '@domain/contracts'
import { KEEP } from '@domain/privacy/keep'
import { DAY, HOUR, localMonth, MINUTE, startOfLocalDay } from '@domain/time'
import { accountIdOf, shiftKeyOf } from '../../cloudfunctions/lib/kernel/ids'
import { aProject } from '../../worlds/fixtures/governance'
import { aCentre, aHousehold, aSession, aStaff, aStation, CENTRE, STATION } from '../../worlds/fixtures/index'
import { aShift, aVolunteer } from '../../worlds/fixtures/volunteers'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { TEST_ID_SECRET } from './support/id-secret'
import { invariantViolations } from './support/invariants'

/** Volunteers from the shift to the certificate, on one cloud. */

const now = cloudNow()
const START = now + 3 * DAY
const END = START + 2 * HOUR
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    stations: [aStation()],
    accounts: [aHousehold('mum', now)],
    volunteers: ['mum', 'dad', 'neighbour'].map(openid => aVolunteer(openid, now)),
    shifts: [aShift(now)],
    staff: [
      aStaff('desk'),
      aStaff('colleague'),
      aStaff('manager', { role: 'manager' }),
      aStaff('elsewhere', { role: 'manager', centreId: 'other' }),
    ],
  })
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

const signUp = (openid: string, shiftId = 'shift-1') => cloud.ask(openid, 'volunteer.signUp', { shiftId })
const codeOfSignUp = (openid: string, shiftId = 'shift-1') => cloud.codeOf(openid, 'volunteer.signUp', { shiftId })
const ownOf = async (openid: string, shiftId = 'shift-1') =>
  (await cloud.ask(openid, 'volunteer.shift', { shiftId })).shift.own
const home = (openid: string) => cloud.ask(openid, 'volunteer.home', {})
const mark = async (openid: string, what: 'in' | 'out') => {
  const code = (await ownOf(openid))?.code ?? ''
  return cloud.codeOf('desk', 'staff.shiftMark', { centreId: CENTRE, shiftId: 'shift-1', code, what })
}
const keyOf = (openid: string) => shiftKeyOf({ idSecret: TEST_ID_SECRET }, 'shift-1', accountIdOf(openid))
const stored = async (shiftId = 'shift-1') => (await cloud.stored('shifts', { _id: shiftId }))[0]
const to = async (ms: number, ticks = 2) => {
  cloud.later(ms - now)
  for (let n = 0; n < ticks; n++) await cloud.tick()
}
const afterwards = () => to(END + HOUR + MINUTE)

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

test('shifts that are saved at once give a guide 15 volunteers at one time at most, also across midnight', async () => {
  const plan = { centreId: CENTRE, revision: 0, words: '', skill: 'any' as const, guideId: accountIdOf('desk') }
  const at = (startsAt: number, places: number) =>
    cloud.codeOf('manager', 'office.saveShift', {
      ...{ ...plan, kind: 'station', subjectId: STATION, title: '值守', places, startsAt, endsAt: startsAt + 4 * HOUR },
    })
  const night = startOfLocalDay(START, 5) - 2 * HOUR
  const codes = await Promise.all([at(night, 8), at(night + HOUR, 8), at(night - HOUR, 8), at(night + 3 * HOUR, 7)])
  expect(codes.sort()).toEqual(['GUIDE_FULL', 'GUIDE_FULL', 'OK', 'OK'])
  expect(await at(night + 8 * HOUR, 15)).toBe('OK')
})

test('managers open shifts for sessions and stations, guarded by the version, and cancel them', async () => {
  await cloud.seed({ sessions: [aSession(now, { startsAt: START, endsAt: END })] })
  const guideId = accountIdOf('desk')
  const plan = {
    ...{
      centreId: CENTRE,
      revision: 0,
      kind: 'class' as const,
      subjectId: 'calligraphy-1',
      title: '课堂助教',
      words: '',
    },
    ...{ skill: 'teach' as const, startsAt: START, endsAt: END, places: 13, guideId },
  } satisfies RouteInput<'office.saveShift'>
  const save = (change: object = {}) => cloud.codeOf('manager', 'office.saveShift', { ...plan, ...change })
  expect(await save({ subjectId: 'nothing' })).toBe('SHIFT_WRONG')
  expect(await save({ guideId: accountIdOf('elsewhere') })).toBe('SHIFT_WRONG')
  // The guide has two people at the station at the same time.
  expect(await save({ places: 14 })).toBe('GUIDE_FULL')
  expect(await save()).toBe('OK')
  const { shifts, subjects } = await cloud.ask('manager', 'office.volunteers', { centreId: CENTRE })
  expect(subjects).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'station', id: STATION })]))
  const made = shifts.find(({ title }) => title === '课堂助教')
  expect(made).toMatchObject({ revision: 1, guide: { personId: guideId }, subject: { kind: 'class' } })
  const shiftId = made?.id ?? ''
  await signUp('mum', shiftId)
  const version = (await stored(shiftId))?.revision ?? 0
  expect(await save({ shiftId, revision: version, endsAt: END + HOUR })).toBe('SHIFT_WRONG')
  expect([
    await save({ shiftId, revision: version, title: '助教' }),
    await save({ shiftId, revision: version }),
  ]).toEqual(['OK', 'SHIFT_CHANGED'])
  await cloud.ask('manager', 'office.cancelShift', { centreId: CENTRE, shiftId })
  expect(await home('mum')).toMatchObject({ coming: [{ isCancelled: true }] })
  expect(await codeOfSignUp('dad', shiftId)).toBe('SHIFT_CLOSED')
  // The time of the cancelled shift is free again.
  expect(await codeOfSignUp('mum')).toBe('OK')
})

test('managers read all shifts of a centre, page by page', async () => {
  const at = (n: number) => ({ startsAt: START + Math.floor(n / 2) * HOUR, endsAt: END + n * HOUR })
  const more = Array.from({ length: 90 }, (_, n) =>
    aShift(now, { _id: `more-${String(n).padStart(2, '0')}`, ...at(n) }),
  )
  await cloud.seed({ shifts: [...more, aShift(now, { _id: 'not-ours', centreId: 'other' })] })
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: RouteOutput<'office.volunteers'> = await cloud.ask('manager', 'office.volunteers', {
      ...{ centreId: CENTRE, ...(after === null ? {} : { after }) },
    })
    seen.push(...page.shifts.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  expect(seen).toHaveLength(91)
  expect(new Set(seen)).toEqual(new Set(['shift-1', ...more.map(({ _id }) => _id)]))
})

test('a shift of a cancelled session is cancelled a day before, and takes nobody', async () => {
  await cloud.seed({
    sessions: [aSession(now, { startsAt: START, endsAt: END, status: 'cancelled' })],
    shifts: [aShift(now, { _id: 'class', subject: { kind: 'class', id: 'calligraphy-1', title: '书法' } })],
  })
  expect(await codeOfSignUp('mum', 'class')).toBe('SHIFT_CLOSED')
  await to(START - DAY + MINUTE)
  expect(await stored('class')).toMatchObject({ state: 'cancelled', dueAt: 0 })
})

test('a project has shifts at times of their own while it is under way, and its end cancels them', async () => {
  await cloud.seed({
    projects: [
      aProject(),
      aProject({ _id: 'elsewhere', centreId: 'other' }),
      aProject({ _id: 'over', state: 'closed' }),
    ],
  })
  const { subjects } = await cloud.ask('manager', 'office.volunteers', { centreId: CENTRE })
  expect(subjects.filter(({ kind }) => kind === 'project').map(({ id }) => id)).toEqual(['project-class'])
  const plan = {
    ...{ centreId: CENTRE, revision: 0, kind: 'project' as const, title: '走访', words: '', skill: 'any' as const },
    ...{ startsAt: START, endsAt: END, places: 3, guideId: accountIdOf('colleague') },
  }
  const save = (subjectId: string) => cloud.codeOf('manager', 'office.saveShift', { ...plan, subjectId })
  expect([await save('elsewhere'), await save('over')]).toEqual(['SHIFT_WRONG', 'SHIFT_WRONG'])
  const { shifts } = await cloud.ask('manager', 'office.saveShift', { ...plan, subjectId: 'project-class' })
  const shiftId = shifts.find(({ title }) => title === '走访')?.id ?? ''
  await signUp('mum', shiftId)
  await cloud.change('projects', 'project-class', { state: 'closed', dueAt: 0 })
  expect(await codeOfSignUp('dad', shiftId)).toBe('SHIFT_CLOSED')
  await to(START - DAY + MINUTE)
  expect(await stored(shiftId)).toMatchObject({ state: 'cancelled', dueAt: 0 })
})

test('nobody is absent from a shift whose session was cancelled on the last day', async () => {
  await cloud.seed({
    sessions: [aSession(now, { startsAt: START, endsAt: END })],
    shifts: [aShift(now, { _id: 'class', subject: { kind: 'class', id: 'calligraphy-1', title: '书法' } })],
  })
  await signUp('mum', 'class')
  await to(START - DAY + MINUTE)
  await cloud.change('sessions', 'calligraphy-1', { status: 'cancelled', settleAt: null })
  await afterwards()
  expect(await stored('class')).toMatchObject({ state: 'cancelled', minutes: 0 })
  expect(await cloud.stored('volunteers', { _id: accountIdOf('mum') })).toMatchObject([{ shifts: {}, minutes: 0 }])
})

test('an erased volunteer leaves no trace: places to come are free, hours that were served remain', async () => {
  await cloud.seed({ shifts: [aShift(now, { _id: 'later', startsAt: START + 9 * DAY })] })
  await signUp('mum')
  await signUp('mum', 'later')
  await to(START - MINUTE)
  await mark('mum', 'in')
  await to(END)
  await mark('mum', 'out')
  await afterwards()
  await cloud.ask('mum', 'volunteer.certify', {})
  const { data } = await cloud
    .ask('mum', 'me.export', { after: '0_shifts-' })
    .then(answer => ({ data: JSON.stringify(answer) }))
  expect(data).toContain('驿站值守')
  await cloud.ask('mum', 'me.erase', {})
  await to(END + 2 * HOUR)
  expect(await stored()).toMatchObject({ minutes: 120, accountIds: [], taken: 1 })
  expect(await stored('later')).toMatchObject({ taken: 0, accountIds: [] })
  const kept = JSON.stringify([
    await cloud.stored('shifts'),
    await cloud.stored('volunteers'),
    await cloud.stored('certificates'),
  ])
  for (const trace of [accountIdOf('mum'), keyOf('mum')]) expect(kept).not.toContain(trace)
})

test('at the end of the periods names, certificates and records are forgotten, and the hours remain', async () => {
  const long = now - KEEP.hours - DAY
  const mark = { at: long, by: 'actor', requestId: 'request-old-1' }
  const person = {
    ...{ accountId: accountIdOf('dad'), name: '王＊＊', at: 1, confirmedAt: null, in: mark, out: mark, manual: null },
    ...{ outcome: 'signed' as const, minutes: 120, signed: mark },
  }
  const closed = {
    taken: 1,
    minutes: 120,
    accountIds: [person.accountId],
    closedAt: long,
    dueAt: 0,
    changedBy: 'actor',
  }
  await cloud.seed({
    shifts: [aShift(now, { _id: 'old', startsAt: long - 2 * HOUR, endsAt: long, people: { key: person }, ...closed })],
    certificates: [
      { _id: 'paper', accountId: person.accountId, name: '王＊＊', minutes: 120, code: '123456789012', at: long },
    ],
  })
  await cloud.change('volunteers', accountIdOf('dad'), { usedAt: now - KEEP.account - DAY })
  for (let n = 0; n < 2; n++) await cloud.tick()
  const old = await stored('old')
  expect(old).toMatchObject({
    minutes: 120,
    taken: 1,
    accountIds: [],
    changedBy: '',
    guide: { accountId: '', name: '' },
  })
  const kept = JSON.stringify([old, await cloud.stored('certificates'), await cloud.stored('volunteers')])
  for (const trace of [person.accountId, 'actor', 'request-old-1', '王＊＊']) expect(kept).not.toContain(`"${trace}"`)
})
