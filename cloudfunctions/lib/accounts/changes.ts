import { AppError } from '../kernel/router/errors'
import type { MemberChange } from '../kernel/store/documents'

/** How many changes are remembered. A repeated call arrives long before a person has made this many others. */
const REMEMBERED = 30

/** Whether this request was applied to the household before. Throws REQUEST_REUSED when it was a different change. */
export function wasApplied(changes: MemberChange[] | undefined, change: MemberChange): boolean {
  const earlier = changes?.find(({ requestId }) => requestId === change.requestId)
  if (!earlier) return false
  if (earlier.what !== change.what || earlier.memberId !== change.memberId) throw new AppError('REQUEST_REUSED', null)
  return true
}

/** Appends a change, latest last, and drops the oldest. The timer drops those that nobody repeats any more. */
export function appendChange(changes: MemberChange[] | undefined, change: MemberChange): MemberChange[] {
  return [...(changes ?? []), change].slice(-REMEMBERED)
}
