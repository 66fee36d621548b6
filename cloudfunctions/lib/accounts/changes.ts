import { AppError } from '../kernel/router/errors'
import type { MemberChange } from '../kernel/store/documents'

/** So many changes are remembered; a call that is repeated comes long before anybody has made as many others. */
const REMEMBERED = 30

/** Whether this very request has changed the household before. Throws REQUEST_REUSED when it was another change. */
export function wasApplied(changes: MemberChange[] | undefined, change: MemberChange): boolean {
  const earlier = changes?.find(({ requestId }) => requestId === change.requestId)
  if (!earlier) return false
  if (earlier.what !== change.what || earlier.memberId !== change.memberId) throw new AppError('REQUEST_REUSED', null)
  return true
}

/** The changes with one more, the latest last; the oldest are forgotten. */
export function appendChange(changes: MemberChange[] | undefined, change: MemberChange): MemberChange[] {
  return [...(changes ?? []), change].slice(-REMEMBERED)
}
