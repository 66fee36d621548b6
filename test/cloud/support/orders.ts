import type { RouteInput } from '@domain/contracts'

/** Orders of the sitting `lunch-1` (`aSitting`). */

export type Wish = RouteInput<'order.create'>

/** One meal to be picked up, unless `change` says otherwise. */
export function wish(change: Partial<Wish> = {}): Wish {
  return { sessionId: 'lunch-1', mode: 'pick-up', meals: [{ memberId: 'self', dishes: ['pork'] }], ...change }
}
export const dineIn = (change: Partial<Wish> = {}) => wish({ mode: 'dine-in', seatingId: 'noon', ...change })
export const delivery = (change: Partial<Wish> = {}) =>
  wish({
    mode: 'delivery',
    roundId: 'lake',
    to: { building: '湖滨小区 1 栋', door: '2 单元 301', phone: '13800000000' },
    ...change,
  })
/** The sitting's round, as it is stored. */
export const ROUND = { id: 'lake', label: '湖滨线', buildings: ['湖滨小区 1 栋'], places: 3 }
