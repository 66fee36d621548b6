import { checkPlaces } from '@domain/bookings/rules/places'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { SessionDocument } from '../../kernel/store/documents'

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
 * Refuses a booking of a session that this instance has just seen full, with no database call for a second, and with one for
 * some seconds more: in a rush nearly everybody gets this answer. Only for requests that their client sends for the first
 * time, because a repeated one may have been booked already. Throws SESSION_FULL.
 */
export async function refuseKnownFull(
  context: PersonContext,
  sessionId: string,
  { length: places }: readonly unknown[],
): Promise<void> {
  const { isFirst, full, now, store } = context
  const known = isFirst ? full?.get(sessionId) : undefined
  if (!known || known.at > now || known.decidedAt <= now - LIKELY_FOR) return
  if (known.at > now - KNOWN_FOR) return enforce(checkPlaces(known, places))
  const seen = await store.sessions.get(sessionId, ['seatsLeft', 'waiting'])
  if (!seen) return
  await notingFull(context, sessionId, seen, () => enforce(checkPlaces(seen, places)), known.decidedAt)
}

/**
 * Runs a decision about a session as it was seen, and remembers when that was "full"; `decidedAt` is that of the last whole
 * one.
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
    if (full && error instanceof AppError && error.code === 'SESSION_FULL') {
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
