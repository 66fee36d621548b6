import { requireFound } from '../kernel/router/errors'
import type { ContestDocument, ContestEntryDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each conflict means that another change of the same document was stored: nine jurors may save at once. */
const MAX_ATTEMPTS = 30

/** Most entries that are read: more than the rules take, because several may be the last at the same moment. */
export const MAX_ENTRIES = 100

/** The id of the contest of a year, and of a centre's entry in it. */
export const contestIdOf = (year: number) => `contest-${year}`
export const entryIdOf = (year: number, centreId: string) => `contest-${year}-${centreId}`

/** The latest contest; null: there was none. */
export async function latestContest(store: Store): Promise<ContestDocument | null> {
  const [contest] = await store.contests.find({ where: {}, sort: [['year', 'desc']], limit: 1 })
  return contest ?? null
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
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const before = requireFound(await store.contests.get(contestId), 'CONTEST_NOT_FOUND')
    const change = decide(before)
    if (!change) return before
    const { revision } = before
    const after = { ...change, revision: revision + 1 }
    return (await store.contests.update({ _id: contestId, revision }, after)) === 1 ? { ...before, ...after } : CONFLICT
  })
}

type EntryChange = Partial<Omit<ContestEntryDocument, '_id' | 'revision'>>

/** The same for an entry. */
export function changeEntry(
  store: Store,
  entryId: string,
  decide: (entry: ContestEntryDocument) => EntryChange | null,
): Promise<ContestEntryDocument> {
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const before = requireFound(await store.contestentries.get(entryId), 'CONTEST_NOT_FOUND')
    const change = decide(before)
    if (!change) return before
    const { revision } = before
    const after = { ...change, revision: revision + 1 }
    return (await store.contestentries.update({ _id: entryId, revision }, after)) === 1
      ? { ...before, ...after }
      : CONFLICT
  })
}
