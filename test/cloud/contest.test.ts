import { createHash } from 'node:crypto'
import { verifyBallot } from '@domain/ballot/verify'
import { JUDGED_STAGES, type JudgedStage } from '@domain/contest/rules'
import type { RouteInput } from '@domain/contracts'
import { atLocal, DAY, HOUR } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { BookingDocument, CheckInDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aContestEntry, aJuror, contestMarks } from '../../worlds/fixtures/contest'
import { aProject } from '../../worlds/fixtures/governance'
import { aCentre, anOffering, anOfficer, aSession, aStaff } from '../../worlds/fixtures/index'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'
import { answersOf, contestReads, tellsScores } from './support/contest-reads'

/** The project contest of a year, from its opening to its places. */

const START = atLocal('2026-08-03', 10 * 60)
const DATES = {
  entryUntil: '2026-08-20',
  caseUntil: '2026-09-10',
  pitchUntil: '2026-09-25',
  roadshowUntil: '2026-10-10',
}
const OVER = { entry: '2026-08-21', case: '2026-09-11', pitch: '2026-09-26', roadshow: '2026-10-11' }
const COUNTIES = ['江川区', '通海县', '易门县', '华宁县']
const centres = COUNTIES.map((county, n) => ({ _id: `centre-${n}`, name: `中心 ${n}`, county, order: n + 1 }))
const [ONE = '', TWO = ''] = centres.map(({ _id }) => _id)
const jurors = Array.from({ length: 12 }, (_, n) => `juror-${n}`)
const entryOf = (centreId: string) => `contest-2026-${centreId}`
const manager = (centreId: string) => `manager-${centreId}`

let secrets = 0
/** The letters of codes, the same in each run, so that seeds and assignments are. */
const newSecret = () => {
  const digest = createHash('sha256').update(`secret ${secrets++}`).digest('hex')
  return digest.slice(0, 32).replace(/[0189]/g, digit => `ghij`['0189'.indexOf(digit)] ?? 'g')
}
const world = openWorld({ newSecret })
const { send, ask, codeOf } = callsOf(world)

/** The timer, when no call of the day before can still be running. */
async function tickOn(date: string) {
  world.setClock(atLocal(date, 5))
  for (let n = 0; n < 2; n++) await (await world.startTick()).finish()
}
const contestOf = async () => (await world.stored('contests'))[0]

/** A session of the offering of a centre that two people of two households came to. */
function held(centreId: string, n: number, startsAt: number, offeringId = `offering-${centreId}`) {
  const endsAt = startsAt + HOUR
  const _id = `${offeringId}-${n}`
  const session = aSession(START, { _id, offeringId, centreId, startsAt, endsAt, capacity: 4, settleAt: null })
  const bookings = [0, 1].map(
    at =>
      ({
        ...{ _id: `${_id}-b${at}`, sessionId: _id, centreId, offeringId, accountId: `household-${at}` },
        ...{ status: 'confirmed', partySize: 1, startsAt, endsAt, activeUntil: endsAt, missed: false },
        ...{ attendees: [{ memberId: 'child', nickname: '果果' }], waitEvents: {}, notices: [], unloggedEntries: [] },
        ...{ forgetAt: 0, checkIn: { at: startsAt, by: 'desk', way: 'qr', requestId: 'r' } },
      }) as unknown as BookingDocument,
  )
  const rows = bookings.map(
    booking =>
      ({
        ...{ _id: `${booking._id}-0`, bookingId: booking._id, n: 0, sessionId: _id, centreId, what: 'in' },
        ...{ at: startsAt, by: 'desk', loggedAt: startsAt },
      }) as unknown as CheckInDocument,
  )
  return { session, bookings, rows }
}
const DAYS = [-200, -160, -120, -80, -40, -20, -10]
const sessions = [
  ...centres.flatMap(({ _id }) => DAYS.map((days, n) => held(_id, n, START + days * DAY))),
  ...DAYS.map((_, n) => held(ONE, n, START - (n + 1) * DAY, 'young')),
]

beforeEach(async () => {
  secrets = 0
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: centres.map(centre => aCentre(centre)),
    offerings: [
      ...centres.map(({ _id: centreId }) => anOffering({ _id: `offering-${centreId}`, centreId })),
      anOffering({ _id: 'young', centreId: ONE }),
    ],
    sessions: sessions.map(({ session }) => session),
    bookings: sessions.flatMap(({ bookings }) => bookings),
    checkins: sessions.flatMap(({ rows }) => rows),
    staff: [
      ...centres.map(({ _id: centreId }) => aStaff(manager(centreId), { centreId, role: 'manager' })),
      // Works at the second centre, and is in the jury.
      aStaff('juror-0', { centreId: TWO }),
      aStaff('staff', { centreId: ONE }),
      anOfficer('county', COUNTIES[0] ?? null),
      anOfficer('city'),
    ],
  })
})
afterEach(async () => {
  expect(world.errors).toEqual([])
  expect(await world.stored('setbacks')).toEqual([])
})

const entryInput = (centreId: string, change: Partial<RouteInput<'office.enterContest'>> = {}) => ({
  ...{ centreId, offeringId: `offering-${centreId}`, n: 0, title: `项目 ${centreId}`, words: '孩子和老人一起写' },
  partners: centreId === ONE ? ['益家社'] : [],
  ...change,
})

/** Opens the contest; all centres enter, and the jury joins. The last juror is employed by a partner of the first centre. */
async function entered() {
  await ask('city', 'office.openContest', DATES)
  for (const { _id } of centres) await ask(manager(_id), 'office.enterContest', entryInput(_id))
  for (const [n, name] of jurors.entries()) {
    const employer = n === 11 ? '益家社' : `单位${n}`
    const { code } = await ask('city', 'office.inviteJuror', { name, employer, centreIds: [], partners: [] })
    await ask(name, 'contest.join', { code })
  }
}

/** All jurors score what they have to; `bonus` of an entry is added to the need that it meets. */
async function scoreAll(bonus: Record<string, number> = {}) {
  for (const name of jurors) {
    const { entries } = await ask(name, 'contest.jury', {})
    for (const { id } of entries) {
      const marks = contestMarks({ need: 100 + (bonus[id] ?? 0) })
      await ask(name, 'contest.score', { entryId: id, n: 0, marks })
    }
  }
}

test('a year: centres enter by their records, a jury without conflicts scores three stages, and places are published', async () => {
  await entered()
  await tickOn(OVER.entry)
  const contest = await contestOf()
  expect(contest?.stage).toBe('case')
  const idOf = async (name: string) =>
    (await world.stored('contestjurors', { accountId: accountIdOf(name) }))[0]?._id ?? ''
  const judges = contest?.judges.case ?? {}
  expect(Object.keys(judges).sort()).toEqual(centres.map(({ _id }) => entryOf(_id)))
  // Nine of twelve for each; by county, by centre and by employer some cannot.
  expect(Object.values(judges).map(({ length }) => length)).toEqual([9, 9, 9, 9])
  expect(judges[entryOf(TWO)]).not.toContain(await idOf('juror-0'))
  expect(judges[entryOf(ONE)]).not.toContain(await idOf('juror-11'))

  await scoreAll({ [entryOf(ONE)]: 50, [entryOf(TWO)]: 80 })
  await tickOn(OVER.case)
  await scoreAll({ [entryOf(ONE)]: 50 })
  const before = await ask('anybody', 'contest.get', {})
  expect(before).toMatchObject({ contest: { stage: 'pitch' }, draw: { drawn: null }, order: [], places: [] })
  await tickOn(OVER.pitch)
  const shown = await ask('anybody', 'contest.get', {})
  if (!shown.draw) throw new Error('no running order')
  expect(verifyBallot(shown.draw)).toEqual({ seed: true, tickets: true, order: true, winners: true })
  expect(shown.draw.seedHash).toBe(before.draw?.seedHash)
  expect(shown.order.map(({ id }) => id)).toEqual(shown.draw.drawn?.order)
  await scoreAll({ [entryOf(ONE)]: 50 })
  expect(await codeOf('city', 'office.publishContest', {})).toBe('CONTEST_NOT_NOW')
  await tickOn(OVER.roadshow)
  expect(await codeOf('city', 'office.publishContest', {})).toBe('OK')

  const { contest: published, places } = await ask('anybody', 'contest.get', {})
  expect(published?.stage).toBe('published')
  // Recorded delivery: 7 of 24 sessions, 2 of 120 people, half of the places of 80 %: 23 + 1 + 50 tenths; marks are 400 and more.
  expect(places[0]).toMatchObject({ id: entryOf(ONE), place: 1, score: 524, delivery: { sessions: 7, people: 2 } })
  expect(places[1]).toMatchObject({ id: entryOf(TWO), place: 2, score: 498 })

  await ask(manager(ONE), 'office.withdrawEntry', { centreId: ONE, entryId: entryOf(ONE) })
  const { places: after } = await ask('anybody', 'contest.get', {})
  expect(after.map(({ id, place }) => `${place} ${id}`).slice(0, 2)).toEqual([
    `1 ${entryOf(TWO)}`,
    `2 ${entryOf('centre-2')}`,
  ])
})

test('the contest of a new year is opened when the one before it is published', async () => {
  await ask('city', 'office.openContest', DATES)
  world.setClock(atLocal('2027-03-01', 10 * 60))
  const next = {
    ...{ entryUntil: '2027-03-20', caseUntil: '2027-04-10', pitchUntil: '2027-04-25', roadshowUntil: '2027-05-10' },
  }
  expect(await send('city', 'office.openContest', next)).toMatchObject({
    code: 'CONTEST_STILL_OPEN',
    detail: { year: 2026 },
  })
  await world.change('contests', 'contest-2026', { stage: 'published', publishedAt: 1, dueAt: 0 })
  expect(await codeOf('city', 'office.openContest', next)).toBe('OK')
})

test('entering asks the records, and is done once under whatever is repeated', async () => {
  expect(await codeOf(manager(ONE), 'office.enterContest', entryInput(ONE))).toBe('CONTEST_NOT_FOUND')
  await ask('city', 'office.openContest', DATES)
  expect(await codeOf('city', 'office.openContest', DATES)).toBe('OK')
  expect(await codeOf('city', 'office.openContest', { ...DATES, roadshowUntil: '2026-10-11' })).toBe('CONTEST_OPENED')
  expect(await codeOf('city', 'office.openContest', { ...DATES, caseUntil: '2026-08-20' })).toBe('CONTEST_DATES_WRONG')
  expect(await send(manager(ONE), 'office.enterContest', entryInput(ONE, { offeringId: 'young' }))).toMatchObject({
    code: 'NOT_ELIGIBLE',
    detail: { sessions: 7, leastSessions: 6, days: 6, leastDays: 183 },
  })
  expect(await codeOf(manager(ONE), 'office.enterContest', entryInput(ONE, { offeringId: `offering-${TWO}` }))).toBe(
    'OFFERING_NOT_FOUND',
  )
  const twice = [1, 2].map(() => send(manager(ONE), 'office.enterContest', entryInput(ONE), 'request-enter'))
  expect((await Promise.all(twice)).map(({ ok }) => ok)).toEqual([true, true])
  expect(await codeOf(manager(ONE), 'office.enterContest', entryInput(ONE, { words: '别的' }))).toBe('CONTEST_CHANGED')
  expect(await codeOf(manager(ONE), 'office.enterContest', entryInput(ONE, { n: 1, words: '别的' }))).toBe('OK')
  world.setClock(atLocal(OVER.entry))
  expect(await codeOf(manager(TWO), 'office.enterContest', entryInput(TWO))).toBe('CONTEST_NOT_NOW')
})

test('a project enters with the sessions of all its offerings since it began', async () => {
  await ask('city', 'office.openContest', DATES)
  const project = aProject({
    _id: 'project-1',
    centreId: ONE,
    offeringIds: ['young', `offering-${ONE}`],
    from: '2026-01-01',
  })
  await world.seed({ projects: [project, aProject({ _id: 'project-2', centreId: TWO, from: '2026-01-01' })] })
  const enter = (change: object) => send(manager(ONE), 'office.enterContest', entryInput(ONE, change))
  expect(await enter({ projectId: 'project-2' })).toMatchObject({ code: 'OFFERING_NOT_FOUND' })
  expect(await enter({ offeringId: 'young' })).toMatchObject({ code: 'NOT_ELIGIBLE', detail: { days: 6 } })
  const whole = { offeringId: 'young', projectId: 'project-1' }
  expect(await enter(whole)).toMatchObject({ ok: true })
  expect(await enter(whole)).toMatchObject({ ok: true })
  const [entry] = await world.stored('contestentries')
  expect(entry).toMatchObject({ n: 1, projectId: 'project-1', delivery: { sessions: 2 * DAYS.length, people: 2 } })
  const { projects, entries } = await ask(manager(ONE), 'office.contest', { centreId: ONE })
  expect(projects).toEqual([{ id: 'project-1', title: project.topicTitle, offeringIds: project.offeringIds }])
  expect(entries).toMatchObject([{ projectId: 'project-1' }])
  // From March on the first sessions do not count, so that half a year is not reached.
  await world.change('projects', 'project-1', { from: '2026-03-01' })
  expect(await enter({ ...whole, n: 1, words: '别的' })).toMatchObject({ code: 'NOT_ELIGIBLE' })
  expect(await enter({ n: 1, words: '别的' })).toMatchObject({ ok: true })
  expect((await world.stored('contestentries'))[0]).toMatchObject({ projectId: null, n: 2 })
})

test('a contest takes so many entries, and a juror who judges all of them gets a small answer', async () => {
  await ask('city', 'office.openContest', DATES)
  const words = '字'.repeat(200)
  const full = Array.from({ length: 79 }, (_, n) =>
    aContestEntry({ centreId: `other-${n}`, title: '字'.repeat(24), centreName: '字'.repeat(30), words }),
  )
  await world.seed({
    contestentries: full,
    contestjurors: jurors
      .slice(0, 9)
      .map((name, n) => aJuror(n, START, { accountId: accountIdOf(name), joinedAt: START })),
  })
  expect(await codeOf(manager(ONE), 'office.enterContest', entryInput(ONE, { words }))).toBe('OK')
  expect(await codeOf(manager('centre-2'), 'office.enterContest', entryInput('centre-2'))).toBe('CONTEST_FULL')
  await tickOn(OVER.entry)
  for (const openid of ['juror-1', 'city']) {
    const answer = await ask(openid, openid === 'city' ? 'office.contest' : 'contest.jury', {})
    expect(answer.entries).toHaveLength(80)
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(100 * 1024)
  }
})

test('a code makes one juror, who does not organise the contest and is in the jury once', async () => {
  await ask('city', 'office.openContest', DATES)
  const juror = { name: '李老师', employer: '玉溪师范学院', centreIds: [], partners: [] }
  const invite = async () => (await ask('city', 'office.inviteJuror', juror)).code
  const [code, second] = [await invite(), await invite()]
  expect(await codeOf('city', 'contest.join', { code })).toBe('JUROR_ORGANISES')
  expect(await codeOf('li', 'contest.join', { code })).toBe('OK')
  expect(await codeOf('li', 'contest.join', { code })).toBe('OK')
  expect(await codeOf('wang', 'contest.join', { code })).toBe('INVITATION_USED')
  expect(await codeOf('li', 'contest.join', { code: second })).toBe('INVITATION_USED')
  world.setClock(START + 14 * DAY)
  expect(await codeOf('wang', 'contest.join', { code: second })).toBe('INVITATION_EXPIRED')
})

test('a stage in which entries have too few sheets lasts a week longer, for everybody who can judge them', async () => {
  await entered()
  await tickOn(OVER.entry)
  const scored = new Map<string, number>()
  for (const name of jurors) {
    for (const { id } of (await ask(name, 'contest.jury', {})).entries) {
      const least = id === entryOf(ONE) ? 4 : 5
      if ((scored.get(id) ?? 0) >= least) continue
      await ask(name, 'contest.score', { entryId: id, n: 0, marks: contestMarks() })
      scored.set(id, (scored.get(id) ?? 0) + 1)
    }
  }
  await tickOn(OVER.case)
  const contest = await contestOf()
  expect(contest).toMatchObject({ stage: 'case', again: 1, results: {} })
  expect(contest?.until.roadshow).toBe(atLocal('2026-10-18'))
  expect(contest?.judges.case?.[entryOf(ONE)]).toHaveLength(11)
  const [late] = (
    await Promise.all(jurors.map(async name => ({ name, ...(await ask(name, 'contest.jury', {})) })))
  ).filter(({ entries }) => entries.some(({ id, own }) => id === entryOf(ONE) && own === null))
  await ask(late?.name ?? '', 'contest.score', { entryId: entryOf(ONE), n: 0, marks: contestMarks() })
  await tickOn('2026-09-18')
  expect(await contestOf()).toMatchObject({ stage: 'pitch', again: 1 })
})

test('a late replay of taking an entry back does not take back what was entered again', async () => {
  await entered()
  const back = () =>
    codeOf(manager(ONE), 'office.withdrawEntry', { centreId: ONE, entryId: entryOf(ONE) }, 'request-withdraw')
  expect(await back()).toBe('OK')
  await ask(manager(ONE), 'office.enterContest', entryInput(ONE, { n: 1, words: '又来了' }))
  expect(await back()).toBe('OK')
  expect(await world.stored('contestentries', { _id: entryOf(ONE) })).toMatchObject([{ n: 2, withdrawnAt: null }])
})

test('sheets that are 20 points apart are looked at before anything is published', async () => {
  await entered()
  for (const stage of ['entry', ...JUDGED_STAGES] as const) {
    await tickOn(OVER[stage])
    if (stage === 'roadshow') break
    await scoreAll()
    if (stage !== 'entry') continue
    const [low = ''] = jurors.slice(1)
    const [{ id = '' } = {}] = (await ask(low, 'contest.jury', {})).entries
    await ask(low, 'contest.score', { entryId: id, n: 1, marks: contestMarks({ need: 0, effect: 0 }) })
  }
  const { entries } = await ask('city', 'office.contest', {})
  const apart = entries.find(({ toLookAt }) => toLookAt.length > 0)
  expect(apart).toMatchObject({ toLookAt: ['case'], results: { case: { spread: 250, score: 474 } } })
  expect(await send('city', 'office.publishContest', {})).toMatchObject({ detail: { unlooked: 1 } })
  const look = { entryId: apart?.id ?? '', stage: 'case' as const, words: '看过，各有理由' }
  const first = { ...look, words: '还没看完' }
  for (const [found, requestId] of [
    [first, 'request-1'],
    [look, 'request-2'],
    [first, 'request-1'],
  ] as const)
    expect(await codeOf('city', 'office.lookAtSpread', found, requestId)).toBe('OK')
  const after = (await ask('city', 'office.contest', {})).entries.find(({ id }) => id === apart?.id)
  expect(after).toMatchObject({ toLookAt: [] })
  expect(await world.stored('contestentries', { _id: apart?.id ?? '' })).toMatchObject([
    { looked: { case: { words: '看过，各有理由' } } },
  ])
  expect(await codeOf('city', 'office.publishContest', {})).toBe('OK')
})

test('sheets are taken from whom they belong to, whole, once, and in time', async () => {
  await entered()
  await tickOn(OVER.entry)
  const [name = ''] = jurors.slice(1)
  const [{ id: entryId = '' } = {}] = (await ask(name, 'contest.jury', {})).entries
  const own = { entryId, n: 0, marks: contestMarks() }
  expect(await codeOf('anybody', 'contest.score', own)).toBe('CONTEST_NOT_FOUND')
  expect(await codeOf('juror-0', 'contest.score', { ...own, entryId: entryOf(TWO) })).toBe('CONTEST_NOT_FOUND')
  expect(await codeOf(name, 'contest.score', { ...own, marks: contestMarks({ stage: 51 }) })).toBe('MARKS_WRONG')
  expect(await codeOf(name, 'contest.score', { ...own, marks: contestMarks({ delivery: 250 }) })).toBe('MARKS_WRONG')
  const twice = [1, 2].map(() => send(name, 'contest.score', own, 'request-score'))
  expect((await Promise.all(twice)).map(({ ok }) => ok)).toEqual([true, true])
  expect(await codeOf(name, 'contest.score', { ...own, marks: contestMarks({ need: 1 }) })).toBe('CONTEST_CHANGED')
  world.setClock(atLocal(OVER.case))
  expect(await codeOf(name, 'contest.score', { ...own, n: 1, marks: contestMarks({ need: 1 }) })).toBe(
    'CONTEST_NOT_NOW',
  )
})

describe('who sees anything of sheets before it is time', () => {
  const viewers = {
    ...Object.fromEntries(['anybody', manager(ONE), manager(TWO), 'staff', 'county', 'city'].map(one => [one, one])),
    'other juror': jurors.at(-1) ?? '',
  }
  const reads = contestReads([ONE, TWO], COUNTIES.slice(0, 1))
  const seenByAll = () => answersOf(send, viewers, reads)
  const having = (answers: Record<string, unknown[]>) =>
    Object.keys(viewers).filter(viewer => tellsScores(answers[viewer]))

  test('no answer to anybody else changes with a sheet; results of a stage are for the city, when it is over', async () => {
    await entered()
    const results: Partial<Record<JudgedStage | 'published', string[]>> = {}
    let over: keyof typeof OVER = 'entry'
    for (const stage of JUDGED_STAGES) {
      await tickOn(OVER[over])
      // The timer notes when it ran; all answers are asked at one moment.
      const before = await seenByAll()
      for (const name of jurors.slice(0, -1)) {
        for (const { id } of (await ask(name, 'contest.jury', {})).entries)
          await ask(name, 'contest.score', { entryId: id, n: 0, marks: contestMarks() })
      }
      expect(await seenByAll()).toEqual(before)
      results[stage] = having(before)
      over = stage
    }
    await tickOn(OVER.roadshow)
    expect(results).toEqual({ case: [], pitch: ['city'], roadshow: ['city'] })
    expect(having(await seenByAll())).toEqual(['city'])
    await ask('city', 'office.publishContest', {})
    expect(having(await seenByAll())).toEqual(Object.keys(viewers))
  })

  test('an officer who is in the jury sees no results before they are published', async () => {
    await entered()
    await tickOn(OVER.entry)
    await scoreAll()
    await tickOn(OVER.case)
    expect(having(await seenByAll())).toEqual(['city'])
    await world.seed({ contestjurors: [aJuror(90, START, { accountId: accountIdOf('city'), joinedAt: START })] })
    expect(having(await seenByAll())).toEqual([])
  })
})

test('whoever is erased is in no jury any more, and nothing tells who entered', async () => {
  await entered()
  await world.seed({ contestentries: [aContestEntry({ centreId: 'elsewhere', accountId: accountIdOf('juror-3') })] })
  await ask('juror-3', 'me.get', {})
  expect(await codeOf('juror-3', 'me.erase', {})).toBe('OK')
  for (let n = 0; n < 3; n++) await (await world.startTick()).finish()
  const text = JSON.stringify([await world.stored('contestjurors'), await world.stored('contestentries')])
  expect(text).not.toContain(accountIdOf('juror-3'))
  expect(text).not.toContain('"juror-3"')
  expect(await ask('juror-3', 'contest.jury', {})).toMatchObject({ contest: null })
})
