import { exists } from '../kernel/store/port'
import { migration } from './migration'

/** Ratings that were published note what came of them, for the board: the timer counts it. */
export const starYears = migration({
  id: '0004-star-years',
  collection: 'starrounds',
  to: 2,
  rewrite: ({ now }, { publishedAt, came }) =>
    publishedAt !== null && came === undefined ? { expected: { came: exists(false) }, change: { dueAt: now } } : null,
})
