import type { HonourDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/** In which list each state is, and nothing else; those of the last list are over. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  asked: ['nominated', 'review'],
  public: ['listed', 'disputed', 'awarded', 'rechecking'],
  ended: ['lapsed', 'declined', 'refused', 'expired', 'returned', 'revoked'],
}
/** States in which the household has the honour. */
const HELD: readonly string[] = ['awarded', 'rechecking']

/** States in which the panel decides. */
const DECIDED: ReadonlySet<string> = new Set(['review', 'disputed', 'rechecking'])

/**
 * Checks honours: each open one is looked at again, an ended one is not; who holds one was granted it, and not before the listing was
 * over; what was granted stays; a household has one open honour of each kind; nobody whose household is honoured, has objected or has voted twice decides.
 */
export function honourViolations(honours: readonly HonourDocument[]): string[] {
  const open = new Map<string, string>()
  return honours.flatMap(honour => {
    const { _id, state, dueAt, endedAt, grantedAt, until, judges, kind, accountId, votes, objections, steps, stage } =
      honour
    const { listedUntil } = honour
    const wrong: string[] = []
    const isOpen = !LISTS.ended?.includes(state)
    if (!LISTS[stage]?.includes(state)) wrong.push(`${_id}: ${state}, and listed as ${stage}`)
    if (isOpen !== dueAt > 0) wrong.push(`${_id}: ${state}, and nobody will look`)
    if (isOpen !== (endedAt === null)) wrong.push(`${_id}: ${state}, and it ended at ${endedAt}`)
    if (HELD.includes(state) && (grantedAt === null || until === null))
      wrong.push(`${_id}: held, and was never granted`)
    if (grantedAt !== null && listedUntil !== null && grantedAt < listedUntil)
      wrong.push(`${_id}: granted before its listing was over`)
    if (grantedAt === null && steps.some(step => HELD.includes(step.state)))
      wrong.push(`${_id}: what was granted is gone`)
    if (!DECIDED.has(state) && judges.length > 0) wrong.push(`${_id}: ${state}, and somebody decides`)
    if (judges.includes(accountId)) wrong.push(`${_id}: its own household decides`)
    if (Object.keys(votes).some(by => objections[by])) wrong.push(`${_id}: who has objected has voted`)
    const key = `${kind} ${accountId}`
    if (isOpen && open.has(key)) wrong.push(`${_id}: a second ${kind} of a household beside ${open.get(key)}`)
    if (isOpen) open.set(key, _id)
    return wrong
  })
}
