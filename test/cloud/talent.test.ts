import { verifyBallot } from '@domain/ballot/verify'
import { contestRulesOf, JUDGED_STAGES, type JudgedStage, latestContestRules } from '@domain/contest/rules'
import { atLocal, DAY, HOUR, localDate } from '@domain/time'
import { accountIdOf, newSecret, talentKeyOf } from '../../cloudfunctions/lib/kernel/ids'
import type { ShiftPerson, SocialWorkerDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aContestEntry, TALENT_MARKS } from '../../worlds/fixtures/contest'
import { aCentre, anOfficer, aStaff } from '../../worlds/fixtures/index'
import { aShift } from '../../worlds/fixtures/volunteers'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'
import { answersOf, contestReads, tellsScores } from './support/contest-reads'
import { TEST_ID_SECRET } from './support/id-secret'

/** The selection of social workers of a year, on the machinery of the contest: from the call to who is awarded. */

const START = atLocal('2026-08-03', 10 * 60)
const DATES = {
  entryUntil: '2026-08-20',
  caseUntil: '2026-09-10',
  pitchUntil: '2026-09-25',
  roadshowUntil: '2026-10-10',
}
const OVER = { entry: '2026-08-21', case: '2026-09-11', pitch: '2026-09-26', roadshow: '2026-10-11' }
const COUNTIES = ['江川区', '通海县', '易门县', '华宁县']
const centres = COUNTIES.map((county, n) => aCentre({ _id: `centre-${n}`, name: `中心 ${n}`, county }))
const centreOf = (n: number) => `centre-${n % 4}`
const [ONE = '', TWO = ''] = centres.map(({ _id }) => _id)
/** Two social workers enter by themselves; the others are seeded, with less and less for their records. */
const workers = Array.from({ length: 17 }, (_, n) => `worker-${n}`)
const jurors = Array.from({ length: 10 }, (_, n) => `juror-${n}`)
const idOf = (openid: string) => {
  const key = talentKeyOf({ idSecret: TEST_ID_SECRET, accountId: accountIdOf(openid) }, 'talent-2026')
  return `talent-2026-${key}`
}
const world = openWorld({ newSecret })
const { send, ask, codeOf } = callsOf(world)
const OFFERED = [200, 160, 120, 80, 40, 5]

async function tickOn(date: string) {
  world.setClock(atLocal(date, 5))
  for (let n = 0; n < 2; n++) await (await world.startTick()).finish()
}

/** Shifts that somebody has guided so many days ago; in each two volunteers came, and one whose hours were entered by hand. */
function guided(openid: string, days: readonly number[]) {
  const person = (name: string, outcome: ShiftPerson['outcome'], at: number): ShiftPerson => ({
    ...{ accountId: accountIdOf(name), name: '王＊＊', at, confirmedAt: null, outcome, minutes: 60 },
    ...{ in: { at, by: '', requestId: '' }, out: null, signed: null, manual: null },
  })
  return days.map((day, n) => {
    const startsAt = START - day * DAY
    return aShift(START, {
      ...{ _id: `shift-${openid}-${n}`, startsAt, endsAt: startsAt + 2 * HOUR, places: 4 },
      guide: { accountId: accountIdOf(openid), name: openid },
      people: {
        one: person('volunteer-1', 'done', startsAt),
        two: person(`volunteer-2-${n}`, 'signed', startsAt + 1),
        three: person('volunteer-3', 'missed', startsAt),
      },
      ...{ closedAt: startsAt + 3 * HOUR, dueAt: 0 },
    })
  })
}

/** A certificate of a social worker that the office has checked. */
function certified(openid: string, change: Partial<SocialWorkerDocument['certificates'][number]> = {}) {
  const certificate = {
    ...{ id: `paper-${openid}`, level: 'social' as const, from: '2025-01-01', until: '2028-01-01' },
    ...{ state: 'right' as const, at: 1, checkedAt: 2, checkedBy: '', checkedByName: null, reason: '' },
  }
  return {
    ...{ _id: accountIdOf(openid), name: openid, centreId: ONE, centreName: '中心 0', county: '江川区' },
    certificates: [{ ...certificate, ...change }],
    ...{ waitingAt: 0, requests: [], changedAt: 2, forgetAt: START + 999 * DAY, revision: 1 },
  }
}

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres,
    staff: [
      ...workers.map((openid, n) => ({ ...aStaff(openid, { centreId: centreOf(n) }), name: `社工${n}` })),
      aStaff('manager', { centreId: ONE, role: 'manager' }),
      anOfficer('city'),
      anOfficer('county', '江川区'),
    ],
    shifts: workers.slice(0, 3).flatMap((openid, n) => guided(openid, n === 2 ? OFFERED.slice(1) : OFFERED)),
    socialworkers: [...workers.slice(0, 3), 'juror-0'].map(openid => certified(openid)),
  })
})
afterEach(async () => {
  expect(world.errors).toEqual([])
  expect(await world.stored('setbacks')).toEqual([])
})

const enter = (openid: string, n = 0, words = '陪了十二位独居老人一年', requestId?: string) =>
  send(openid, 'office.enterTalent', { centreId: centreOf(workers.indexOf(openid)), n, words }, requestId)
const judge = async (openid: string) => {
  const { code } = await ask('city', 'office.inviteJuror', {
    ...{ kind: 'talent', name: openid, employer: `单位${openid}`, centreIds: [], partners: [] },
  })
  return codeOf(openid, 'contest.join', { code })
}

/** Opens the selection; all enter, and the jury joins. */
async function entered() {
  await ask('city', 'office.openContest', { kind: 'talent', ...DATES })
  for (const openid of workers.slice(0, 2)) expect(await enter(openid)).toMatchObject({ ok: true })
  await world.seed({
    contestentries: workers.slice(2).map((openid, n) =>
      aContestEntry({
        ...{
          _id: idOf(openid),
          contestId: 'talent-2026',
          centreId: centreOf(n + 2),
          county: COUNTIES[(n + 2) % 4] ?? '',
          at: START,
        },
        ...{ title: `社工${n + 2}`, offeringId: '', accountId: accountIdOf(openid), tenths: 50 - n },
        certificate: { level: 'assistant', until: '2028-01-01' },
      }),
    ),
  })
  for (const openid of jurors) expect(await judge(openid)).toBe('OK')
}

async function scoreAll(among: readonly string[] = jurors) {
  for (const openid of among) {
    for (const { id } of (await ask(openid, 'contest.jury', { kind: 'talent' })).entries)
      await ask(openid, 'contest.score', { entryId: id, n: 0, marks: marks() })
  }
}
/** The same as stored, where the way of a sheet is not what the test is about. */
async function giveAll(stage: JudgedStage) {
  const [contest] = await world.stored('contests')
  for (const entry of await world.stored('contestentries')) {
    const judges = contest?.judges[stage]?.[entry._id] ?? []
    const sheets = Object.fromEntries(judges.map(id => [id, { marks: TALENT_MARKS, at: world.now(), n: 1 }]))
    await world.change('contestentries', entry._id, { sheets: { ...entry.sheets, [stage]: sheets } })
  }
}
const marks = () => Object.entries(TALENT_MARKS).map(([id, tenths]) => ({ id, tenths }))

test('a year: social workers enter by certificates and guided shifts, a jury scores, fifteen are awarded, and the next moves up', async () => {
  await entered()
  for (const stage of JUDGED_STAGES) {
    await tickOn(OVER[stage === 'case' ? 'entry' : stage === 'pitch' ? 'case' : 'pitch'])
    expect((await world.stored('contests'))[0]).toMatchObject({ _id: 'talent-2026', stage })
    await giveAll(stage)
  }
  const { draw, order } = await ask('anybody', 'contest.get', { kind: 'talent' })
  expect(draw && verifyBallot(draw)).toEqual({ seed: true, tickets: true, order: true, winners: true })
  expect(order).toHaveLength(17)
  await tickOn(OVER.roadshow)
  expect(await codeOf('city', 'office.publishContest', { kind: 'talent' })).toBe('OK')
  const places = async () => (await ask('anybody', 'contest.get', { kind: 'talent' })).places
  const awarded = async () => (await places()).filter(({ award }) => award === 5_000_000).map(({ title }) => title)
  // Six of 24 shifts, 7 of 30 people, half of the places of 80 %: 25 + 18 + 43 tenths, which nobody else has.
  expect((await places())[0]).toMatchObject({
    place: 1,
    words: '',
    level: 'social',
    delivery: { sessions: 6, people: 7 },
  })
  expect(await awarded()).toEqual(
    Array.from({ length: 15 }, (_, n) => (n < 2 ? expect.stringMatching(/社工[01]$/) : `社工${n}`)),
  )
  const [first] = await places()
  expect(await ask('worker-0', 'office.talent', { centreId: ONE })).toMatchObject({ entry: { award: 5_000_000 } })
  expect(await ask('worker-16', 'office.talent', { centreId: ONE })).toMatchObject({ entry: { place: 17, award: 0 } })

  // Who withdraws, or is erased, makes room for the next.
  await ask('worker-0', 'office.withdrawTalent', { centreId: ONE })
  expect((await awarded()).at(-1)).toBe('社工15')
  await ask('worker-1', 'me.erase', {})
  for (let n = 0; n < 3; n++) await (await world.startTick()).finish()
  expect(await awarded()).toEqual(Array.from({ length: 15 }, (_, n) => `社工${n + 2}`))
  expect(JSON.stringify(await world.stored('contestentries'))).not.toContain(accountIdOf('worker-1'))
  expect((await places()).map(({ id }) => id)).not.toContain(first?.id)
  // The project contest is another one.
  expect(await ask('anybody', 'contest.get', {})).toMatchObject({ contest: null })
})

test('who enters is asked for a valid certificate and for shifts that were really guided, once under whatever is repeated', async () => {
  expect(await enter('worker-0')).toMatchObject({ code: 'CONTEST_NOT_FOUND' })
  await ask('city', 'office.openContest', { kind: 'talent', ...DATES })
  expect(await ask('worker-3', 'office.talent', { centreId: centreOf(3) })).toMatchObject({
    certificate: null,
    entry: null,
  })
  expect(await enter('worker-3')).toMatchObject({ code: 'CERTIFICATE_NEEDED' })
  await world.seed({ socialworkers: [certified('worker-3')] })
  expect(await enter('worker-3')).toMatchObject({ code: 'NOT_ELIGIBLE', detail: { kind: 'talent', sessions: 0 } })
  // Five shifts are too few, and a day less than half a year is too short.
  expect(await enter('worker-2')).toMatchObject({ code: 'NOT_ELIGIBLE', detail: { sessions: 5, leastSessions: 6 } })
  await world.seed({ shifts: guided('worker-3', [187, 160, 120, 80, 40, 5]) })
  expect(await enter('worker-3')).toMatchObject({ code: 'NOT_ELIGIBLE', detail: { sessions: 6, days: 182 } })
  for (const change of [
    { until: localDate(START - DAY) },
    { state: 'asked' as const },
    { from: localDate(START + DAY) },
  ]) {
    await world.change('socialworkers', accountIdOf('worker-0'), certified('worker-0', change))
    expect([change, await enter('worker-0')]).toMatchObject([change, { code: 'CERTIFICATE_NEEDED' }])
  }
  await world.change('socialworkers', accountIdOf('worker-0'), certified('worker-0', { until: localDate(START) }))
  const twice = [1, 2].map(() => enter('worker-0', 0, '一年', 'request-enter'))
  expect((await Promise.all(twice)).map(({ ok }) => ok)).toEqual([true, true])
  expect(await enter('worker-0', 0, '别的')).toMatchObject({ code: 'CONTEST_CHANGED' })
  expect(await enter('worker-0', 1, '别的')).toMatchObject({ ok: true })
  expect(await codeOf('worker-0', 'office.enterTalent', { centreId: TWO, n: 2, words: '别处' })).toBe('FORBIDDEN')
  // A manager does not take back what somebody else has entered, nor reads what they have written.
  expect(await codeOf('manager', 'office.withdrawEntry', { centreId: ONE, entryId: idOf('worker-0') })).toBe(
    'CONTEST_NOT_FOUND',
  )
  const { entries } = await ask('manager', 'office.contest', { kind: 'talent', centreId: ONE })
  expect(entries).toMatchObject([{ title: '社工0', words: '', level: 'social' }])
  await ask('worker-0', 'office.withdrawTalent', { centreId: ONE }, 'request-withdraw')
  expect(await enter('worker-0', 2, '又来了')).toMatchObject({ ok: true, data: { entry: { n: 3, withdrawnAt: null } } })
  // A late replay takes back nothing that was entered since.
  await ask('worker-0', 'office.withdrawTalent', { centreId: ONE }, 'request-withdraw')
  expect(await ask('worker-0', 'office.talent', { centreId: ONE })).toMatchObject({ entry: { withdrawnAt: null } })
  world.setClock(atLocal(OVER.entry))
  expect(await enter('worker-1')).toMatchObject({ code: 'CONTEST_NOT_NOW', detail: { kind: 'talent' } })
})

test('nobody judges those among whom they are selected', async () => {
  await ask('city', 'office.openContest', { kind: 'talent', ...DATES })
  await enter('worker-0')
  expect(await judge('worker-0')).toBe('TALENT_JUDGES')
  expect(await judge('worker-1')).toBe('OK')
  expect(await enter('worker-1')).toMatchObject({ code: 'TALENT_JUDGES' })
  // Who has done both at the same moment is found when the jury is assigned.
  await world.seed({
    contestentries: [
      aContestEntry({ _id: idOf('worker-1'), contestId: 'talent-2026', accountId: accountIdOf('worker-1'), at: START }),
    ],
  })
  for (const openid of jurors) expect(await judge(openid)).toBe('OK')
  await tickOn(OVER.entry)
  const [contest] = await world.stored('contests')
  const [own] = await world.stored('contestjurors', { accountId: accountIdOf('worker-1') })
  const judging = Object.values(contest?.judges.case ?? {}).flat()
  expect(judging.length).toBeGreaterThan(0)
  expect(judging).not.toContain(own?._id)
  expect(await codeOf('city', 'office.openContest', { kind: 'talent', ...DATES, roadshowUntil: '2026-10-30' })).toBe(
    'CONTEST_DATES_WRONG',
  )
})

test('no answer to anybody else changes with a sheet; results of a stage are for the city, when it is over', async () => {
  await entered()
  const viewers = {
    ...Object.fromEntries(['anybody', 'manager', 'worker-0', 'county', 'city'].map(one => [one, one])),
    'other juror': jurors.at(-1) ?? '',
  }
  const reads = contestReads([ONE, TWO], COUNTIES.slice(0, 1))
  const seenByAll = () => answersOf(send, viewers, reads)
  const having = (answers: Record<string, unknown[]>) => Object.keys(viewers).filter(one => tellsScores(answers[one]))
  await tickOn(OVER.entry)
  const before = await seenByAll()
  expect(having(before)).toEqual([])
  await scoreAll(jurors.slice(0, -1))
  expect(await seenByAll()).toEqual(before)
  await tickOn(OVER.case)
  expect(having(await seenByAll())).toEqual(['city'])
})

test('its rules have a sheet of 75 points beside 25 for records, and fifteen places of 50,000 yuan', () => {
  const rules = latestContestRules('talent')
  expect(rules).toMatchObject({ kind: 'talent', award: { most: 15, fen: 5_000_000 } })
  expect(contestRulesOf(rules.id)).toBe(rules)
  expect(rules.criteria.reduce((sum, { points }) => sum + points, 0)).toBe(75)
  expect(rules.sessions.points + rules.people.points + rules.attendance.points).toBe(25)
  expect(JUDGED_STAGES.reduce((sum, stage) => sum + rules.weights[stage], 0)).toBe(100)
  expect(latestContestRules()).toMatchObject({ kind: 'project', award: null })
})
