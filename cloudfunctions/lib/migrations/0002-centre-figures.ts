import { exists } from '../kernel/store/port'
import { migration } from './migration'

/** Centres note when their figures are counted next: the timer counts all months since their first session. */
export const centreFigures = migration({
  id: '0002-centre-figures',
  collection: 'centres',
  to: 2,
  rewrite: ({ now }, { countAt }) =>
    countAt === undefined ? { expected: { countAt: exists(false) }, change: { countAt: now } } : null,
})
