import { AppError } from '../router/errors'

/** Returned by an attempt whose conditional write found the document changed. */
export const CONFLICT: unique symbol = Symbol('conflict')

/**
 * Repeats an attempt (read, decide, conditional write) while it returns CONFLICT, and returns its first other result.
 * Each conflict means that another write succeeded, so `most` attempts are rarely used up; then `giveUp` decides, by
 * default with BUSY.
 */
export async function retryOnConflict<Result>(
  most: number,
  attempt: () => Promise<Result | typeof CONFLICT>,
  giveUp: () => Result = throwBusy,
): Promise<Result> {
  for (let made = 0; made < most; made++) {
    const result = await attempt()
    if (result !== CONFLICT) return result
  }
  return giveUp()
}

function throwBusy(): never {
  throw new AppError('BUSY', null)
}
