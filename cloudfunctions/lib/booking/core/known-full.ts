import type { Refusal } from '@domain/errors'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { SessionDocument } from '../../kernel/store/documents'
import { claimPath } from './claim'

/** How long a session that was full is refused without asking again, ms. */
const KNOWN_FOR = 1000
/**
 * For how long after a whole decision its places are asked for before anything else is read, ms. Then a request is decided as a
 * whole again, because the session may have been cancelled or closed meanwhile.
 */
const LIKELY_FOR = 10_000
/** Sessions that one instance remembers. */
const MOST = 200

type Places = Pick<SessionDocument, 'seatsLeft' | 'waiting'>

/**
 * Refuses a party of a session that this instance has just seen full: for a second without a database call, and with one for
 * some seconds more. In a rush nearly everybody gets this answer. `check` is the rule about places or about the waitlist.
 *
 * A repeated request may have been stored already, so it is refused only where `claimOf` names its booking and the session holds
 * no claim of it. Throws what `check` refuses with.
 */
export async function refuseKnownFull(
  context: PersonContext,
  sessionId: string,
  check: (places: Places) => Refusal | null,
  claimOf?: string,
): Promise<void> {
  const { isFirst, full, now, store } = context
  const known = full?.get(sessionId)
  if (!known || known.at > now || known.decidedAt <= now - LIKELY_FOR) return
  const refusal = check(known)
  if (!refusal || (!isFirst && claimOf === undefined)) return
  if (isFirst && known.at > now - KNOWN_FOR) return enforce(refusal)
  const fields = ['seatsLeft', 'waiting', ...(claimOf ? [claimPath(claimOf)] : [])] as const
  const seen = await store.sessions.get(sessionId, fields)
  if (!seen || (claimOf && seen.claims?.[claimOf])) return
  await notingFull(context, sessionId, seen, () => enforce(check(seen)), known.decidedAt)
}

/**
 * Runs a decision about a session as it was seen, and remembers when that was "full", or "the waitlist is full"; `decidedAt` is
 * that of the last whole one.
 */
export function notingFull<Decision>(
  { full, now }: PersonContext,
  sessionId: string,
  { seatsLeft, waiting }: Places,
  decide: () => Decision,
  decidedAt = now,
): Decision {
  try {
    return decide()
  } catch (error) {
    if (full && error instanceof AppError && (error.code === 'SESSION_FULL' || error.code === 'WAITLIST_FULL')) {
      full.delete(sessionId)
      full.set(sessionId, { at: now, decidedAt, seatsLeft, waiting })
      for (const oldest of full.keys()) {
        if (full.size <= MOST) break
        full.delete(oldest)
      }
    }
    throw error
  }
}
