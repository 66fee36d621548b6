/** What a household can be honoured for. */
export const HONOUR_KINDS = [
  { id: 'civil', label: '文明家庭' },
  { id: 'finest', label: '最美家庭' },
  { id: 'garden', label: '美丽庭院' },
] as const
export type HonourKind = (typeof HONOUR_KINDS)[number]['id']

/** The title of an honour. */
export function sayHonour(kind: HonourKind): string {
  return HONOUR_KINDS.find(({ id }) => id === kind)?.label ?? ''
}

/**
 * Where an honour stands. `nominated`: somebody else has, and the household has not answered; `review`: the panel decides whether it
 * is listed; `listed`; `disputed`: there is an objection, which the panel decides; `awarded`; `rechecking`: it is held, and the panel
 * decides whether it stays so. Ended: `lapsed`: not answered in time; `declined`: the household did not want it; `refused` by the panel;
 * `expired`: its term is over; `returned`: the household gave it up; `revoked` by the panel.
 */
export const HONOUR_STATES = [
  'nominated',
  'review',
  'listed',
  'disputed',
  'awarded',
  'rechecking',
  'lapsed',
  'declined',
  'refused',
  'expired',
  'returned',
  'revoked',
] as const
export type HonourState = (typeof HONOUR_STATES)[number]

/** States in which the household holds the honour. */
export const HELD_STATES = ['awarded', 'rechecking'] as const satisfies readonly HonourState[]

/** By what lists ask for honours: nobody has listed them yet, everybody sees them, or they have ended. Stored beside the state. */
export type HonourStage = 'asked' | 'public' | 'ended'

/** Whether the household holds the honour in this state. */
export function isHeld(state: HonourState): boolean {
  return state === 'awarded' || state === 'rechecking'
}

/** The stage of a state. */
export function stageOf(state: HonourState): HonourStage {
  if (state === 'nominated' || state === 'review') return 'asked'
  return isOpen(state) ? 'public' : 'ended'
}

/** Whether an honour in this state has not ended. */
export function isOpen(state: HonourState): boolean {
  return state === 'nominated' || state === 'review' || state === 'listed' || state === 'disputed' || isHeld(state)
}
