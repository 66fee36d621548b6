import { verifyBallot } from '@domain/ballot/verify'
import { atLocal, DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aContest, aContestEntry, aJuror } from '../../worlds/fixtures/contest'
import { aProject } from '../../worlds/fixtures/governance'
import {
  COUNTIES,
  centres,
  DATES,
  DAYS,
  entryInput,
  entryOf,
  jurors,
  manager,
  ONE,
  OVER,
  openContest,
  START,
  TWO,
} from './support/contest-stage'

/** The project contest of a year, from its opening to its places. */

const { world, send, ask, codeOf, seed, tickOn, contestOf, entered, scoreAll } = openContest()

beforeEach(seed)
afterEach(async () => {
  expect(world.errors).toEqual([])
  expect(await world.stored('setbacks')).toEqual([])
})

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

test('earlier contests stay as they were published, each in its year, and one that is not is reached by no year', async () => {
  const past = (year: number, kind: 'contest' | 'talent', stage: 'published' | 'closed' = 'published') => {
    const _id = `${kind}-${year}`
    const publishedAt = stage === 'published' ? START - 300 * DAY : null
    const result = { case: { [`${_id}-${ONE}`]: { score: 400, effect: 100, spread: 10, z: 0, sheets: 9 } } }
    return {
      contests: [aContest(START, { _id, year, stage, publishedAt, results: result, dueAt: 0 })],
      contestentries: [ONE, TWO].map(centreId =>
        aContestEntry({
          _id: `${_id}-${centreId}`,
          contestId: _id,
          centreId,
          county: COUNTIES[0] ?? '',
          title: `${year}`,
        }),
      ),
    }
  }
  for (const [year, kind] of [
    [2024, 'contest'],
    [2025, 'contest'],
    [2025, 'talent'],
  ] as const)
    await world.seed(past(year, kind))
  await entered()
  expect(await ask('anybody', 'contest.get', {})).toMatchObject({ contest: { year: 2026 }, years: [2025, 2024] })
  expect(await ask('anybody', 'contest.get', { kind: 'talent' })).toMatchObject({ years: [2025] })
  expect(await ask('anybody', 'contest.get', { year: 2024 })).toMatchObject({
    ...{
      contest: { year: 2024, stage: 'published' },
      places: [{ id: `contest-2024-${ONE}`, title: '2024', place: 1 }],
    },
    years: [2025, 2024],
  })
  // The one that goes on is the latest, and no year leads to it.
  for (const year of [2026, 2023]) {
    expect(await ask('anybody', 'contest.get', { year })).toMatchObject({ contest: null, places: [], draw: null })
    expect(await ask('city', 'office.contest', { year })).toMatchObject({ contest: null, entries: [], jurors: [] })
  }
  expect(await ask('city', 'office.contest', { year: 2024 })).toMatchObject({
    ...{ contest: { year: 2024 }, years: [2025, 2024], entries: [{ title: '2024', place: 1 }, { title: '2024' }] },
  })
  // A centre sees its own entry of that year, and nothing that could still be entered.
  expect(await ask(manager(TWO), 'office.contest', { centreId: TWO, year: 2024 })).toMatchObject({
    ...{ entries: [{ id: `contest-2024-${TWO}` }], offerings: [], projects: [], jurors: [] },
  })
  expect((await ask(manager(TWO), 'office.contest', { centreId: TWO })).entries).toMatchObject([{ id: entryOf(TWO) }])
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
