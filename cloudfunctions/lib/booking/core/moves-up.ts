import { AT_ONCE } from '@domain/waitlist/turn'
import { inc } from '../../kernel/store/port'

/** Part of every change that may let somebody on the waitlist move up. */
export const MOVES_UP = { turnAt: AT_ONCE, turns: inc(1) } as const
