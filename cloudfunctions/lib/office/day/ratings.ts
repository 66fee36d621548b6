import { ratingSum } from '../../catalogue/ratings'
import type { Handler } from '../../kernel/router/router'
import { gt } from '../../kernel/store/port'

/** Ratings that are shown. */
const SHOWN = 100

/** Lists the latest ratings of a centre with their lines, and the sum of all. */
export const getRatings: Handler<'office.ratings'> = async ({ store, now }, { centreId }) => {
  const [rows, sum] = await Promise.all([
    store.bookings.find({
      where: { centreId, ratedAt: gt(0) },
      sort: [['ratedAt', 'desc']],
      limit: SHOWN,
      fields: ['title', 'startsAt', 'stars', 'rating', 'ratedAt'],
    }),
    ratingSum(store, { centreId }),
  ])
  return {
    now,
    sum,
    ratings: rows.map(({ title, startsAt, stars = 0, rating, ratedAt = 0 }) => ({
      title,
      startsAt,
      stars,
      line: rating?.line ?? '',
      ratedAt,
    })),
  }
}
