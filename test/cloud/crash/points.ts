import { TEST_DEPTH } from '../../depth'

export interface CrashPoint {
  kind: 'before' | 'after'
  /** The database call, from 1. */
  call: number
}

/**
 * Runs `die` with a death before and one after each database call, until a run makes fewer calls, and returns how many deaths
 * there were. By default a death after a call also stands for the death before the next one, which differs only where calls
 * run side by side; both are counted. Throws when a run makes more than `maxCalls` calls.
 */
export async function crashPoints(maxCalls: number, die: (point: CrashPoint) => Promise<boolean>): Promise<number> {
  const isDeep = TEST_DEPTH === 'deep'
  if (!isDeep) await die({ kind: 'before', call: 1 })
  let points = 0
  for (const kind of isDeep ? (['before', 'after'] as const) : (['after'] as const)) {
    for (let call = 1; await die({ kind, call }); call++) {
      if (call === maxCalls) throw new Error(`more than ${maxCalls} database calls`)
      points += isDeep ? 1 : 2
    }
  }
  return points
}
