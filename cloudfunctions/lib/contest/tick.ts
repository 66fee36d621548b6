import { assignJury } from '@domain/contest/jury'
import { goingOn } from '@domain/contest/rank'
import { type ContestRules, contestRulesOf, type JudgedStage } from '@domain/contest/rules'
import { stageResults } from '@domain/contest/score'
import { extended, judgedStageOf, stageAfter } from '@domain/contest/stage'
import { conflictOf, type Tie } from '@domain/contest/ties'
import type { Context } from '../kernel/router/context'
import type {
  ContestDocument,
  ContestEntryDocument,
  ContestJurorDocument,
  StaffDocument,
} from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { neq, oneOf, type Store } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { changeContest, MAX_ENTRIES } from './change'
import { MAX_JURORS } from './read'
import { ranked, runningOrder } from './views'

type ContestContext = Pick<Context, 'store' | 'now' | 'newSecret'>

/**
 * Ends the stage of a contest whose end has come, when no call can be running any more that still enters or scores. Everything that
 * follows from it is one write, so that a run that dies leaves the stage as it was.
 */
export const followContests = eachOf(
  { name: 'contests', collection: 'contests', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, contestId) => {
    const { store, now } = context
    const contest = await store.contests.get(contestId)
    if (!contest || contest.dueAt === 0 || contest.dueAt > now) return
    const judged = judgedStageOf(contest.stage)
    if (contest.stage !== 'entry' && judged === null) {
      await changeContest(store, contestId, ({ dueAt }) => (dueAt === contest.dueAt ? { dueAt: 0 } : null))
      return
    }
    const entries = await store.contestentries.find({
      where: { contestId, withdrawnAt: null },
      sort: [['centreId', 'asc']],
      limit: MAX_ENTRIES,
    })
    const change = await endOfStage(context, contest, judged, entries)
    await changeContest(store, contestId, current => (current.revision === contest.revision ? change : null))
  },
)

async function endOfStage(
  context: ContestContext,
  contest: ContestDocument,
  judged: JudgedStage | null,
  entries: readonly ContestEntryDocument[],
) {
  const rules = contestRulesOf(contest.rulesId)
  const over = judged === null ? null : closeStage(contest, judged, entries, rules)
  if (judged !== null && over && over.short.length > 0)
    return judgeAgain(context, contest, { stage: judged, short: over.short }, entries, rules)
  const results = judged === null || !over ? contest.results : { ...contest.results, [judged]: over.results }
  const next = stageAfter(judged ?? 'entry')
  if (next === 'closed') return { stage: next, results, dueAt: 0 }
  const all = entries.filter(({ _id }) => judged === null || contest.judges[judged]?.[_id] !== undefined)
  const ids = judged === null ? all.map(({ _id }) => _id) : goingOn(ranked({ results }, all), next, rules)
  const going = all.filter(({ _id }) => ids.includes(_id))
  const { jurors, of } = await possiblePairs(context, contest, going, rules)
  const asIds = (list: readonly string[]) => list.map(id => ({ id }))
  const assigned = assignJury(
    { jurors: asIds(jurors), entries: asIds(ids), isPossible: of, each: rules.jurors },
    `${contest.jurySeed}.${next}`,
  )
  return {
    ...{ stage: next, results, dueAt: contest.until[next] + STALE_CALL_AFTER },
    judges: { ...contest.judges, [next]: Object.fromEntries(assigned) },
    ...(next === 'roadshow' ? await drawOrder(context, contest, ids) : {}),
  }
}

/** The results of a stage by entry, and which entries have too few sheets. */
function closeStage(
  { judges }: ContestDocument,
  stage: JudgedStage,
  entries: readonly ContestEntryDocument[],
  rules: ContestRules,
) {
  const judgedEntries = entries
    .filter(({ _id }) => judges[stage]?.[_id] !== undefined)
    .map(({ _id: id, tenths, sheets }) => ({
      id,
      delivery: tenths,
      sheets: Object.fromEntries(Object.entries(sheets[stage] ?? {}).map(([juror, { marks }]) => [juror, marks])),
    }))
  const all = [...stageResults(judgedEntries, rules)]
  return {
    results: Object.fromEntries(all.flatMap(([id, result]) => (result ? [[id, result]] : []))),
    short: all.filter(([, result]) => result === null).map(([id]) => id),
  }
}

/** The stage lasts longer; entries with too few sheets are then also for all others who can judge them. */
async function judgeAgain(
  context: ContestContext,
  contest: ContestDocument,
  { short, stage }: { short: readonly string[]; stage: JudgedStage },
  entries: readonly ContestEntryDocument[],
  rules: ContestRules,
) {
  const affected = entries.filter(({ _id }) => short.includes(_id))
  const { jurors, of } = await possiblePairs(context, contest, affected, rules)
  const before = contest.judges[stage] ?? {}
  const wider = short.map((id): [string, string[]] => {
    const all = new Set([...(before[id] ?? []), ...jurors.filter(juror => of(juror, id))])
    return [id, [...all].sort()]
  })
  const until = extended(contest.until, stage, rules.againFor)
  return {
    ...{ until, again: contest.again + 1, dueAt: until[stage] + STALE_CALL_AFTER },
    judges: { ...contest.judges, [stage]: { ...before, ...Object.fromEntries(wider) } },
  }
}

/** The second part of the key is stored before the order is known, so that no repeated run can choose among orders. */
async function drawOrder({ store, now, newSecret }: ContestContext, contest: ContestDocument, ids: readonly string[]) {
  const made = newSecret()
  await store.contests.update({ _id: contest._id, closing: null }, { closing: made })
  const closing = (await store.contests.get(contest._id, ['closing']))?.closing ?? made
  return { closing, order: { at: now, ...runningOrder(contest, closing, ids) } }
}

/** Who has joined, and which pairs have no conflict: found again at each stage, because people change where they work. */
async function possiblePairs(
  { store, now }: ContestContext,
  { _id: contestId }: ContestDocument,
  entries: readonly ContestEntryDocument[],
  rules: ContestRules,
) {
  const joined = await store.contestjurors.find({
    where: { contestId, joinedAt: neq(null) },
    sort: [['at', 'asc']],
    limit: MAX_JURORS,
  })
  // Two codes that one person has accepted at the same moment are one juror.
  const once = joined.filter(({ accountId, _id }) => joined.find(other => other.accountId === accountId)?._id === _id)
  // Nobody judges those with whom they are selected; who joined and entered at the same moment is found here.
  const entered =
    rules.kind === 'talent'
      ? await store.contestentries.find({
          where: { contestId, withdrawnAt: null },
          limit: MAX_ENTRIES,
          fields: ['accountId'],
        })
      : []
  const entrants = new Set(entered.map(({ accountId }) => accountId))
  const jurors = once.filter(({ accountId }) => !entrants.has(accountId))
  const ties = await tiesOf(store, jurors)
  const byId = new Map(entries.map(entry => [entry._id, entry]))
  const of = (jurorId: string, entryId: string) => {
    const entry = byId.get(entryId)
    return entry !== undefined && conflictOf(ties.get(jurorId) ?? [], entry, now, rules) === null
  }
  return { jurors: jurors.map(({ _id }) => _id), of }
}

/** What ties each juror: what the inviter has said, their own household, and the centres and counties that they work or worked for. */
async function tiesOf(store: Store, jurors: readonly ContestJurorDocument[]): Promise<Map<string, Tie[]>> {
  if (jurors.length === 0) return new Map()
  const staff = await store.staff.find({
    where: { _id: oneOf(jurors.map(({ accountId }) => accountId)) },
    limit: MAX_JURORS,
    fields: ['roles', 'offices', 'former'],
  })
  const roles = new Map(staff.map(one => [one._id, rolesOf(one)]))
  const centreIds = [...new Set([...roles.values()].flatMap(own => own.flatMap(({ centreId }) => centreId ?? [])))]
  const centres =
    centreIds.length === 0
      ? []
      : await store.centres.find({ where: { _id: oneOf(centreIds) }, limit: centreIds.length, fields: ['county'] })
  const countyOf = new Map(centres.map(({ _id, county }) => [_id, county]))
  return new Map(
    jurors.map(({ _id, accountId, ties }) => {
      const own = (roles.get(accountId) ?? []).flatMap(({ centreId, county, until }): Tie[] => {
        const there = county ?? countyOf.get(centreId ?? '')
        return [
          ...(centreId === null ? [] : [{ kind: 'centre' as const, key: centreId, until }]),
          ...(there === undefined || there === null ? [] : [{ kind: 'county' as const, key: there, until }]),
        ]
      })
      return [_id, [...ties, ...own, { kind: 'household', key: accountId, until: null }]]
    }),
  )
}

/** Where somebody works or worked; `until` null: still. */
function rolesOf({ roles, offices = [], former = [] }: Pick<StaffDocument, 'roles' | 'offices' | 'former'>) {
  return [
    ...roles.map(({ centreId }) => ({ centreId, county: null, until: null })),
    ...offices.map(({ county }) => ({ centreId: null, county, until: null })),
    ...former.map(({ centreId, county, until }) => ({ centreId, county, until })),
  ]
}
