/** What points buy; each kind has a picture. */
export const GOOD_KINDS = [
  { id: 'food', label: '米面油盐' },
  { id: 'daily', label: '日用品' },
  { id: 'service', label: '服务' },
] as const
export type GoodKind = (typeof GOOD_KINDS)[number]['id']

/**
 * Where a redemption stands. `intent`: stock and points are being taken; `held`: it can be fetched; `collecting`, `returning`: it has
 * ended, stock and points are being moved; `collected`; `returned`.
 */
export const REDEMPTION_STATES = ['intent', 'held', 'collecting', 'returning', 'collected', 'returned'] as const
export type RedemptionState = (typeof REDEMPTION_STATES)[number]

/**
 * Why it ended without being fetched: the person gave it back, nobody fetched it in time, the stock was gone, points were short,
 * too many were open, or the call that made it has died.
 */
export type RedemptionEnd = 'person' | 'expired' | 'gone' | 'short' | 'limit' | 'died'

/** What people see of these states. */
export type ShownRedemptionState = 'held' | 'collected' | 'returned'

const SHOWN: Record<RedemptionState, ShownRedemptionState> = {
  intent: 'held',
  held: 'held',
  collecting: 'collected',
  collected: 'collected',
  returning: 'returned',
  returned: 'returned',
}

/** The state of a redemption as people see it. */
export function shownRedemption(state: RedemptionState): ShownRedemptionState {
  return SHOWN[state]
}
