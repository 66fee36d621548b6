/** So many at once: quick, and gentle to the documents that they share. */
const AT_ONCE = 10

/** Does the same for each, a few at a time, and waits for all. */
export async function forEachFew<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    await Promise.all(items.slice(from, from + AT_ONCE).map(work))
  }
}
