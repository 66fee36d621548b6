import { JUDGED_STAGES, type JudgedStage } from '@domain/contest/rules'
import { atLocal, DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aContestEntry, aJuror, contestMarks } from '../../worlds/fixtures/contest'
import { answersOf, contestReads, tellsScores } from './support/contest-reads'
import { COUNTIES, DATES, entryOf, jurors, manager, ONE, OVER, openContest, START, TWO } from './support/contest-stage'

/** The jury of a contest and its sheets: who is in it, what counts, and who sees it. */

const { world, send, ask, codeOf, seed, tickOn, contestOf, entered, scoreAll } = openContest()

beforeEach(seed)
afterEach(async () => {
  expect(world.errors).toEqual([])
  expect(await world.stored('setbacks')).toEqual([])
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
