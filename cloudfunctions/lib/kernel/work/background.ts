/** Concurrent operations: fast, but without many conflicts on shared documents. */
const CONCURRENCY = 10

/**
 * Does the same for each, a few at a time, and waits for all. One that fails does not keep the rest from being done; the
 * first failure is thrown at the end.
 */
export async function forEachConcurrent<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  for (let from = 0; from < items.length; from += CONCURRENCY) {
    const results = await Promise.allSettled(items.slice(from, from + CONCURRENCY).map(work))
    for (const result of results) if (result.status === 'rejected') failures.push(result.reason)
  }
  if (failures.length > 0) throw failures[0]
}

/**
 * One update of many documents; where it fails, of each by itself, so that one document that cannot be written keeps no other
 * from it. Answers those that failed.
 */
export async function togetherOrApart(
  ids: readonly string[],
  update: (ids: readonly string[]) => Promise<unknown>,
): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>()
  if (ids.length === 0) return failed
  try {
    await update(ids)
  } catch {
    for (const id of ids) await update([id]).catch(failure => failed.set(id, failure))
  }
  return failed
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
