import type { RouteInput, RouteOutput } from '@domain/contracts'
import { KEEP } from '@domain/privacy/keep'
import { DAY, HOUR, MINUTE, startOfLocalDay } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aProject } from '../../worlds/fixtures/governance'
import { aSession, CENTRE, STATION } from '../../worlds/fixtures/index'
import { aShift } from '../../worlds/fixtures/volunteers'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { END, now, openShifts, START, shiftsOf } from './support/volunteers'

/** How shifts are planned, cancelled and forgotten. */

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
