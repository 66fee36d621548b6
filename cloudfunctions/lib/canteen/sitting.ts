import type { Sitting } from '@domain/canteen/sitting'
import { SESSION_FIELDS, type SessionRow } from '../catalogue/session-views'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Claim, SessionDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'

/** Fields of a session that a sitting has besides those of a card. */
export const SITTING_FIELDS = [...SESSION_FIELDS, 'sitting', 'counters'] as const

/** A session that is a meal sitting. */
export type SittingRow = SessionRow & { sitting: Sitting } & Required<Pick<SessionDocument, 'counters'>>

/** A sitting with one booking's claim, and the orders of the people who were asked for. */
export type SittingWithClaim = SittingRow & Required<Pick<SessionDocument, 'eaters'>> & { claim: Claim | null }

/** Narrows a session to a sitting; null: it is none. */
export function sittingRow<Row extends SessionRow & Pick<SessionDocument, 'sitting' | 'counters'>>(
  row: Row,
): (Row & SittingRow) | null {
  const { sitting, counters } = row
  return sitting && counters ? { ...row, sitting, counters } : null
}

/**
 * Reads a sitting with one booking's claim only, and who has ordered for the people with these keys. Throws
 * SESSION_NOT_FOUND, NOT_A_SITTING.
 */
export async function requireSitting(
  store: Store,
  sessionId: string,
  bookingId: string,
  eaterKeys: readonly string[] = [],
): Promise<SittingWithClaim> {
  const row = requireFound(
    await store.sessions.get(sessionId, [
      ...SITTING_FIELDS,
      `claims.${bookingId}`,
      ...eaterKeys.map(key => `eaters.${key}` as const),
    ]),
    'SESSION_NOT_FOUND',
  )
  const sitting = sittingRow(row)
  if (!sitting) throw new AppError('NOT_A_SITTING', null)
  return { ...sitting, eaters: row.eaters ?? {}, claim: row.claims?.[bookingId] ?? null }
}
