import { DUE_NOW } from '@domain/waitlist/promotion'
import { inc } from '../../kernel/store/port'

/** Part of every session update after which a party on the waitlist may be offered places. */
export const PROMOTION_DUE = { turnAt: DUE_NOW, turns: inc(1) } as const
