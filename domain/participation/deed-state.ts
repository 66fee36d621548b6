/**
 * Where a deed stands. `done`: reported, nobody has confirmed it; `confirmed`: its points are being listed; `listed`; `disputed`:
 * there is an objection; `releasing`, `refusing`: decided, its points are being moved; `final`: its points can be spent; `refused`;
 * `lapsed`: nobody confirmed it in time; `reclaiming`, `reclaimed`: it was found to be false afterwards, and its points are taken back.
 */
export const DEED_STATES = [
  'done',
  'confirmed',
  'listed',
  'disputed',
  'releasing',
  'refusing',
  'final',
  'refused',
  'lapsed',
  'reclaiming',
  'reclaimed',
] as const
export type DeedState = (typeof DEED_STATES)[number]

/** What people see of these states: moving points takes moments. */
export type ShownDeedState = 'done' | 'listed' | 'disputed' | 'final' | 'refused' | 'lapsed' | 'reclaimed'

const SHOWN: Record<DeedState, ShownDeedState> = {
  done: 'done',
  confirmed: 'listed',
  listed: 'listed',
  disputed: 'disputed',
  releasing: 'final',
  refusing: 'refused',
  final: 'final',
  refused: 'refused',
  lapsed: 'lapsed',
  reclaiming: 'reclaimed',
  reclaimed: 'reclaimed',
}

/** The state of a deed as people see it. */
export function shownState(state: DeedState): ShownDeedState {
  return SHOWN[state]
}
