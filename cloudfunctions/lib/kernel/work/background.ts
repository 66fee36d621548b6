/** Concurrent operations: fast, but without many conflicts on shared documents. */
const CONCURRENCY = 10

/** Runs `work` for each item, a few concurrently, and waits for all. */
export async function forEachConcurrent<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += CONCURRENCY) {
    await Promise.all(items.slice(from, from + CONCURRENCY).map(work))
  }
}

/** Ids per query; a ballot may have more tickets than one read returns. */
const CHUNK_SIZE = 500

/** Runs `work` for one chunk of items after the other; returns the results in order. */
export async function mapChunks<Item, Answer>(
  items: readonly Item[],
  work: (chunk: Item[]) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let from = 0; from < items.length; from += CHUNK_SIZE)
    answers.push(await work(items.slice(from, from + CHUNK_SIZE)))
  return answers
}

/** Runs `work` for each item in turn. A failure does not stop the others; the first one is thrown at the end. */
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
