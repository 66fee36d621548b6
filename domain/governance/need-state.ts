/** Where a need stands. `open`: nobody has answered it; `merged`: it goes on with another one. */
export type NeedState = 'open' | 'answered' | 'merged'
