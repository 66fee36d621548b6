import { type Refusal, refuse } from '../../errors'

/** A meal sitting is not booked by places: one orders a meal. */
export function checkNoSitting({ frozenAt }: { frozenAt?: number | null }): Refusal | null {
  return frozenAt === undefined ? null : refuse('ORDER_NEEDED', null)
}
