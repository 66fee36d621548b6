import { kindFactsOf, kindOfId } from '@domain/contest/kinds'
import { type ContestKind, latestContestRules } from '@domain/contest/rules'
import { arePossibleStages } from '@domain/contest/stage'
import { atLocal, DAY, localDate } from '@domain/time'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { ContestDocument } from '../kernel/store/documents'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { changeContest, changeEntryOnce, contestIdOf, contestOfEntry, latestContest } from './change'
import { countUnlooked, shownContest, shownEntries } from './read'
import { resultsOf } from './views'

const titleOf = (year: number, kind: ContestKind) => `${year} 年${kindFactsOf(kind).label}`

/** Opens the contest of this year: with it rules, seeds and deadlines are fixed. One insert. */
export const openContest: Handler<'office.openContest'> = async (context, { kind = 'project', ...days }) => {
  const { store, now, newSecret } = context
  const year = Number(localDate(now).slice(0, 4))
  const endOf = (date: string) => atLocal(date) + DAY
  const until = {
    entry: endOf(days.entryUntil),
    case: endOf(days.caseUntil),
    pitch: endOf(days.pitchUntil),
    roadshow: endOf(days.roadshowUntil),
  }
  note(context, { subject: { id: contestIdOf(year, kind), title: titleOf(year, kind) } })
  if (!arePossibleStages(until, now)) throw new AppError('CONTEST_DATES_WRONG', null)
  const contest: ContestDocument = {
    ...{ _id: contestIdOf(year, kind), year, rulesId: latestContestRules(kind).id, stage: 'entry', until, again: 0 },
    ...{ jurySeed: newSecret(), drawSeed: newSecret(), closing: null, order: null, judges: {}, results: {} },
    ...{ openedAt: now, publishedAt: null, dueAt: until.entry + STALE_CALL_AFTER, revision: 1 },
  }
  const latest = await latestContest(store, kind)
  if (latest && latest.year < year && latest.publishedAt === null)
    throw new AppError('CONTEST_STILL_OPEN', { year: latest.year })
  if (await store.contests.insert(contest)) return shownContest(context, contest)
  const stored = requireFound(await store.contests.get(contest._id), 'CONTEST_NOT_FOUND')
  // Stages that lasted longer have moved later deadlines; the first never moves.
  const isSame = stored.until.entry === until.entry && (stored.again > 0 || stored.until.roadshow === until.roadshow)
  if (!isSame) throw new AppError('CONTEST_OPENED', { year })
  return shownContest(context, stored)
}

/** Notes what somebody found who looked at sheets that are far apart. One conditional write; the last words count, and not a late replay's. */
export const lookAtSpread: Handler<'office.lookAtSpread'> = async (context, { entryId, stage, words }) => {
  const { store, now } = context
  const contest = requireFound(await contestOfEntry(store, entryId), 'CONTEST_NOT_FOUND')
  if (!resultsOf(contest, entryId)[stage]) throw notNow(contest)
  const entry = await changeEntryOnce(context, entryId, ({ looked }) => ({
    looked: { ...looked, [stage]: { words, at: now } },
  }))
  note(context, { subject: { id: entryId, title: entry.title }, reason: words })
  return shownContest(context, contest)
}

/** Publishes the places, when somebody has looked at all sheets that are far apart. One conditional write. */
export const publishContest: Handler<'office.publishContest'> = async (context, { kind = 'project' }) => {
  const { store, now } = context
  const contest = await requireContest(context, kind)
  const { _id, year, stage } = contest
  note(context, { subject: { id: _id, title: titleOf(year, kind) } })
  if (stage === 'published') return shownContest(context, contest)
  if (stage !== 'closed') throw notNow(contest)
  const left = countUnlooked(contest, await shownEntries(context, _id))
  if (left > 0) throw new AppError('CONTEST_NOT_READY', { unlooked: left })
  const published = await changeContest(store, _id, current =>
    current.stage === 'closed' ? { stage: 'published', publishedAt: now } : null,
  )
  return shownContest(context, published)
}

/** The latest contest of a kind. Throws CONTEST_NOT_FOUND. */
export async function requireContest(
  { store }: Pick<StaffContext, 'store'>,
  kind: ContestKind,
): Promise<ContestDocument> {
  return requireFound(await latestContest(store, kind), 'CONTEST_NOT_FOUND')
}

/** The refusal of what another stage is for. */
export function notNow({ _id, stage }: ContestDocument): AppError<'CONTEST_NOT_NOW'> {
  return new AppError('CONTEST_NOT_NOW', { stage, kind: kindOfId(_id) })
}
