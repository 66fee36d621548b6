import { KEEP } from '@domain/privacy/keep'
import { migration } from './migration'

/** Rows of the stations' log note when the number of the member of staff is removed. */
export const stationActPeriods = migration({
  id: '0001-station-act-periods',
  collection: 'stationacts',
  to: 2,
  rewrite: (_context, { at, forgetAt }) =>
    typeof forgetAt === 'number' ? null : { expected: { forgetAt: null }, change: { forgetAt: at + KEEP.act } },
})
