import { type CountyGrades, gradesOf } from '@domain/rating/came'
import type { Store } from '../kernel/store/port'

/** Most centres of a city. */
const MAX_CENTRES = 1000

/** What came of a rating by the stored results, and how many centres still wait for theirs. */
export async function countCame(store: Store, roundId: string): Promise<{ came: CountyGrades[]; waiting: number }> {
  // Before the results, so that none is given between the two.
  const waiting = await store.centrestars.count({ roundId, result: null })
  const rated = await store.centrestars.find({
    where: { roundId },
    sort: [['centreId', 'asc']],
    limit: MAX_CENTRES,
    fields: ['county', 'result.stars'],
  })
  return { came: gradesOf(rated.map(({ county, result }) => ({ county, stars: result?.stars ?? null }))), waiting }
}
