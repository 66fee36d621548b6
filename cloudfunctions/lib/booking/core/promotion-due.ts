import { DUE_NOW } from '@domain/waitlist/promotion'
import { inc } from '../../kernel/store/port'

/** Part of every change that may let somebody on the waitlist move up. */
export const PROMOTION_DUE = { turnAt: DUE_NOW, turns: inc(1) } as const
