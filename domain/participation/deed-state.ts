/**
 * Where a deed stands. `done`: reported, nobody has confirmed it; `confirmed`: its points are being listed; `listed`; `disputed`:
 * there is an objection; `releasing`, `refusing`: decided, its points are being moved; `final`: its points can be spent; `refused`;
 * `lapsed`: nobody confirmed it in time.
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
] as const
export type DeedState = (typeof DEED_STATES)[number]

/** What people see of these states: moving points takes moments. */
export type ShownDeedState = 'done' | 'listed' | 'disputed' | 'final' | 'refused' | 'lapsed'

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
}

/** The state of a deed as people see it. */
export function shownState(state: DeedState): ShownDeedState {
  return SHOWN[state]
}
