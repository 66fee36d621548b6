import type { ContestDocument, Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import type { StoreWrapper } from '../in-process/world'
import { governance } from './areas/governance'
import { judging } from './areas/judging'
import { talents } from './areas/talents'
import { type Control, controlSuite, type Fields, spoiling, withoutGuard } from './controls'

/**
 * Each invariant of needs, votes, the contest, the selection of social workers and the star rating finds what it is for: with one guard broken on purpose the city
 * reports it, by the words of this invariant.
 */

/** Whoever writes does not look whether somebody else has written meanwhile. */
const unguarded = (name: keyof Documents) => withoutGuard(name, 'revision')

/** A change without a field, where it has this value. */
const without = (change: Fields, field: string, fits: (value: unknown) => boolean = () => true) =>
  Object.fromEntries(Object.entries(change).filter(([name, value]) => name !== field || !fits(value)))

/** An answered need looks as if nobody had answered it. */
const forgottenAnswers: StoreWrapper = store => {
  const { needs } = unguarded('needs')(store)
  const get = async (id: string) => {
    const need = await needs.get(id)
    return need?.state === 'answered' ? { ...need, state: 'open' as const, answer: null } : need
  }
  return { ...store, needs: { ...needs, get: get as typeof needs.get } }
}

/** Whoever asks for the latest contest finds it changed; the timer, which asks for one by its id, does not. */
const latestContestAs = (contests: Store['contests'], spoil: (contest: ContestDocument) => ContestDocument) => {
  let isLatest = false
  const find: typeof contests.find = async (...call: Parameters<typeof contests.find>) => {
    isLatest = true
    return contests.find(...call)
  }
  const get = async (id: string) => {
    const contest = await contests.get(id)
    if (!isLatest || !contest) return contest
    isLatest = false
    return spoil(contest)
  }
  return { ...contests, find, get: get as typeof contests.get }
}
const NEVER = Number.MAX_SAFE_INTEGER

/** Whoever scores finds the stage as it was, without an end; the timer ends it all the same. */
const endlessStages: StoreWrapper = store => {
  const isPitch = (stage: unknown) => stage === 'pitch'
  const { contests } = spoiling('contests', (where, change) => [where, without(change, 'stage', isPitch)])(store)
  const endless = (contest: ContestDocument) => ({ ...contest, until: { ...contest.until, case: NEVER } })
  return { ...store, contests: latestContestAs(contests, endless) }
}

/** Whoever enters finds that one still can. */
const endlessEntry: StoreWrapper = store => {
  const endless = (contest: ContestDocument): ContestDocument => ({
    ...{ ...contest, stage: 'entry' },
    until: { ...contest.until, entry: NEVER },
  })
  return { ...store, contests: latestContestAs(store.contests, endless) }
}

/** Voices count from the moment at which the first of two people has entered them. */
const papersOfOne: StoreWrapper = store => {
  const { topicvotes } = store
  const insert: typeof topicvotes.insert = vote => topicvotes.insert({ ...vote, counted: true })
  return { ...store, topicvotes: { ...topicvotes, insert } }
}

/** The count takes papers that one person has entered. */
const allPapersCounted: StoreWrapper = store => {
  const { topicvotes } = store
  const count: typeof topicvotes.count = ({ counted: _, ...where }) => topicvotes.count(where)
  return { ...store, topicvotes: { ...topicvotes, count } }
}

type Rows = Record<string, unknown>[]

/** Whoever reads several documents of a collection finds them changed. */
const finding =
  (name: keyof Documents, spoil: (row: Fields) => Fields): StoreWrapper =>
  (store: Store) => {
    const { find } = store[name] as unknown as { find: (query: Fields) => Promise<Rows> }
    return { ...store, [name]: { ...store[name], find: async (query: Fields) => (await find(query)).map(spoil) } }
  }

/** Neither who joins the jury nor who enters is asked for the other, and the timer does not know whose entries they are. */
const unaskedJurors: StoreWrapper = store => {
  const { contestentries } = finding('contestentries', entry => ({ ...entry, accountId: '' }))(store)
  const none = async () => 0
  return {
    ...store,
    contestentries: { ...contestentries, count: none },
    contestjurors: { ...store.contestjurors, count: none },
  }
}

/** Certificates never end. */
const endlessPapers: StoreWrapper = store => {
  const { socialworkers } = store
  const get = async (...call: Parameters<typeof socialworkers.get>) => {
    const worker = await socialworkers.get(...call)
    const certificates = worker?.certificates.map(paper => ({ ...paper, until: '2099-01-01' }))
    return worker && { ...worker, certificates }
  }
  return { ...store, socialworkers: { ...socialworkers, get: get as typeof socialworkers.get } }
}

const controls: Control[] = [
  {
    what: 'a second answer to a need replaces the first',
    finds: /first answer/,
    areas: [governance],
    wrapStore: forgottenAnswers,
  },
  {
    what: 'supporters of a need are lost',
    finds: /their support counts/,
    areas: [governance],
    wrapStore: unguarded('needs'),
  },
  {
    what: 'an edited topic keeps its supporters',
    finds: /supporters, \d+ voices/,
    areas: [governance],
    wrapStore: spoiling('topics', (where, change) => [
      where,
      'versions' in change ? without(change, 'supporters') : change,
    ]),
    isQuick: true,
  },
  {
    what: 'papers of one person are counted',
    finds: /result is not/,
    areas: [governance],
    wrapStore: allPapersCounted,
  },
  { what: 'papers of one person count', finds: /one person has entered/, areas: [governance], wrapStore: papersOfOne },
  {
    what: 'a sheet of a juror is lost',
    finds: /overwritten|is saved/,
    areas: [judging],
    wrapStore: unguarded('contestentries'),
    isQuick: true,
  },
  {
    what: 'sheets are taken after the end of a stage',
    finds: /after its end/,
    areas: [judging],
    wrapStore: endlessStages,
  },
  {
    what: 'the results of a stage are lost with the next one',
    finds: /results of case/,
    areas: [judging],
    wrapStore: spoiling('contests', (where, change) => {
      const { case: _, ...results } = (change.results ?? {}) as Fields
      return [where, 'pitch' in results ? { ...change, results } : change]
    }),
  },
  {
    what: 'an entry of a social worker is lost',
    finds: /was overwritten|entry is saved/,
    areas: [talents],
    wrapStore: unguarded('contestentries'),
  },
  {
    what: 'a social worker judges the others',
    finds: /judges those/,
    areas: [talents],
    wrapStore: unaskedJurors,
  },
  {
    what: 'a certificate that is over is accepted',
    finds: /without a valid certificate/,
    areas: [talents],
    wrapStore: endlessPapers,
  },
  {
    what: 'social workers enter after the end',
    finds: /entered after the end/,
    areas: [talents],
    wrapStore: endlessEntry,
  },
  {
    what: 'whoever has withdrawn is awarded',
    finds: /is awarded and has withdrawn/,
    areas: [talents],
    wrapStore: finding('contestentries', entry => ({ ...entry, withdrawnAt: null })),
  },
  {
    what: 'a sheet of a centre is overwritten',
    finds: /the sheet of (self|centre|by)/,
    areas: [judging],
    wrapStore: unguarded('centrestars'),
  },
]

controlSuite(controls, {
  seeds: ['two', 'three', 'one', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  centres: 2,
})
