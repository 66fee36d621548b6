import { TEST_DEPTH } from '../../depth'

export interface CrashPoint {
  kind: 'before' | 'after'
  /** The database call, from 1. */
  call: number
}

/** The distance from a crash point at this call to the next one, at the default depth. */
function strideAt(call: number): number {
  if (call < 6) return 1
  if (call < 16) return 2
  return call < 40 ? 3 : 5
}

/**
 * Runs `die` with a death before and one after each database call, until a run makes fewer calls, and returns how many deaths
 * that are. Throws when a run makes more than `maxCalls` calls.
 *
 * By default a death after a call also stands for the death before the next one, which differs only where calls run side by side;
 * and a long run has crash points at some of its calls, the last one included. The calls between them are counted as well.
 */
export async function crashPoints(maxCalls: number, die: (point: CrashPoint) => Promise<boolean>): Promise<number> {
  if (TEST_DEPTH === 'deep')
    return (await everyCall('before', maxCalls, die)) + (await everyCall('after', maxCalls, die))
  await die({ kind: 'before', call: 1 })
  return 2 * (await someCalls(maxCalls, die))
}

async function everyCall(
  kind: CrashPoint['kind'],
  maxCalls: number,
  die: (point: CrashPoint) => Promise<boolean>,
): Promise<number> {
  for (let call = 1; ; call++) {
    if (!(await die({ kind, call }))) return call - 1
    if (call === maxCalls) throw new Error(`more than ${maxCalls} database calls`)
  }
}

/** Dies after some of the calls, the last one included; returns the number of calls. */
async function someCalls(maxCalls: number, die: (point: CrashPoint) => Promise<boolean>): Promise<number> {
  let last = 0
  for (let call = 1; await die({ kind: 'after', call }); call += strideAt(call)) {
    if (call >= maxCalls) throw new Error(`more than ${maxCalls} database calls`)
    last = call
  }
  for (let call = last + strideAt(last) - 1; call > last; call--) {
    if (await die({ kind: 'after', call })) return call
  }
  return last
}
