import { inc, least } from '../../kernel/store/port'

/**
 * Part of every session update after which a promotion of the waitlist is due at `moment`, epoch ms: now, where a party may be
 * offered places; later, where only something has to end then. The earliest moment is kept, so that sessions are promoted in
 * the order in which they became due, however much changes in one of them.
 */
export function promotionDue(moment: number) {
  return { turnAt: least(moment), turns: inc(1) }
}
