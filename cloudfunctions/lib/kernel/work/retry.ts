import { AppError } from '../router/errors'

/** What an attempt answers when its conditional write found the document changed. */
export const CONFLICT: unique symbol = Symbol('conflict')

/**
 * Repeats an attempt (read, decide, write on condition that nothing has changed) while it answers CONFLICT, and returns its
 * first other answer. A conflict means that somebody else's write succeeded, so `most` attempts are rarely used up; after
 * them `giveUp` decides the outcome, by default with BUSY.
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
