/** So many at once: quick, and gentle to the documents that they share. */
const CONCURRENCY = 10

/** Does the same for each, a few at a time, and waits for all. */
export async function forEachConcurrent<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += CONCURRENCY) {
    await Promise.all(items.slice(from, from + CONCURRENCY).map(work))
  }
}

/** Ids that one query names; a ballot may have more tickets than one read brings. */
const CHUNK_SIZE = 500

/** Does the same for so many ids at a time, one lot after the other; the answers in that order. */
export async function mapChunks<Item, Answer>(
  items: readonly Item[],
  work: (chunk: Item[]) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let from = 0; from < items.length; from += CHUNK_SIZE)
    answers.push(await work(items.slice(from, from + CHUNK_SIZE)))
  return answers
}

/** Does the same for each, one after the other. One that fails does not keep the rest waiting; the first failure comes last. */
export async function forEachIsolated<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) {
    try {
      await work(item)
    } catch (failure) {
      failures.push(failure)
    }
  }
  if (failures.length > 0) throw failures[0]
}
