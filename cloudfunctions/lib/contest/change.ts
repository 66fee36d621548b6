import { kindFactsOf, kindOfId } from '@domain/contest/kinds'
import type { ContestKind } from '@domain/contest/rules'
import { changeIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import type { ContestDocument, ContestEntryDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'
import { latestChanges } from '../kernel/work/changes'
import { revise } from '../kernel/work/revise'

/** Each conflict means that another change of the same document was stored: nine jurors may save at once. */
const MAX_ATTEMPTS = 30

/** Contests, the latest of all kinds, among which that of a kind is looked for. */
const MAX_CONTESTS = 20

/** Most entries that are read: more than the rules take, because several may be the last at the same moment. */
export const MAX_ENTRIES = 100

/** The id of the contest of a year, and of an entry in it; `own` tells entries of one contest apart. */
export const contestIdOf = (year: number, kind: ContestKind) => `${kindFactsOf(kind).prefix}-${year}`
export const entryIdOf = (contestId: string, own: string) => `${contestId}-${own}`

/** The latest contest of a kind; null: there was none. */
export async function latestContest(store: Store, kind: ContestKind = 'project'): Promise<ContestDocument | null> {
  // A contest holds all its results: only the one that is asked for is read whole.
  const latest = await store.contests.find({
    where: {},
    sort: [['year', 'desc']],
    limit: MAX_CONTESTS,
    fields: ['year'],
  })
  const found = latest.find(({ _id }) => kindOfId(_id) === kind)
  return found ? store.contests.get(found._id) : null
}

/** The latest contest of a kind, or that of a year if it was published; null: there is none. */
export async function contestOf(store: Store, kind: ContestKind, year?: number): Promise<ContestDocument | null> {
  if (year === undefined) return latestContest(store, kind)
  const contest = await store.contests.get(contestIdOf(year, kind))
  return contest?.stage === 'published' ? contest : null
}

/** Years of published contests of a kind, the latest first. */
export async function publishedYears(store: Store, kind: ContestKind): Promise<number[]> {
  const latest = await store.contests.find({
    where: { stage: 'published' },
    sort: [['year', 'desc']],
    limit: MAX_CONTESTS,
    fields: ['year'],
  })
  return latest.flatMap(({ _id, year }) => (kindOfId(_id) === kind ? [year] : []))
}

/** The latest contest, when it is the one that an entry is in; null: there is no such contest, or the entry is of an earlier year. */
export async function contestOfEntry(store: Store, entryId: string): Promise<ContestDocument | null> {
  const contest = await latestContest(store, kindOfId(entryId))
  return contest && entryId.startsWith(`${contest._id}-`) ? contest : null
}

type ContestChange = Partial<
  Pick<
    ContestDocument,
    'stage' | 'until' | 'again' | 'closing' | 'order' | 'judges' | 'results' | 'publishedAt' | 'dueAt'
  >
>

/** Changes a contest by compare-and-set; `decide` returns the fields to replace, or null. Throws CONTEST_NOT_FOUND, BUSY. */
export function changeContest(
  store: Store,
  contestId: string,
  decide: (contest: ContestDocument) => ContestChange | null,
): Promise<ContestDocument> {
  return revise(store.contests, contestId, { missing: 'CONTEST_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

type EntryChange = Partial<Omit<ContestEntryDocument, '_id' | 'revision'>>

/** The same for an entry. */
export function changeEntry(
  store: Store,
  entryId: string,
  decide: (entry: ContestEntryDocument) => EntryChange | null,
): Promise<ContestEntryDocument> {
  return revise(store.contestentries, entryId, { missing: 'CONTEST_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

/** The same, once under the request id: a late replay changes nothing that came after it. */
export function changeEntryOnce(
  context: PersonContext,
  entryId: string,
  decide: (entry: ContestEntryDocument) => EntryChange,
): Promise<ContestEntryDocument> {
  const id = changeIdOf(context)
  return changeEntry(context.store, entryId, entry => {
    const change = decide(entry)
    return entry.changes?.includes(id) ? null : { ...change, changes: latestChanges(entry.changes, id) }
  })
}
