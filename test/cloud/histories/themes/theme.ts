import type fc from 'fast-check'
import type { Collections } from '../../../../worlds/world'
import type { Act } from '../acts'
import type { Pace } from '../history'

/**
 * One part of the product, small and scarce enough that calls conflict: its data and its acts. If one theme covered everything,
 * few histories would bring two calls to the same place.
 */
export interface Theme {
  name: string
  sessions: NonNullable<Collections['sessions']>
  /** The sessions among which acts choose. */
  ids: string[]
  series: string[]
  act: fc.Arbitrary<Act>
  pace: Pace
}

/** Sessions of today must not end at once; sessions of later days must be reached. */
export const PACE = { today: { minutes: 4, hours: 1, days: 1 }, week: { minutes: 3, hours: 3, days: 2 } } as const

/**
 * Makes a theme of these sessions. Acts choose among `ids`, or among all. No two sessions need the same room or teacher, so
 * that no move is refused for that.
 */
export function themeOf(
  name: string,
  sessions: Theme['sessions'],
  act: Theme['act'],
  pace: Pace,
  { ids = sessions.map(({ _id }) => _id), series = [] as string[] } = {},
): Theme {
  const placed = sessions.map(session => ({ ...session, room: `${session._id} 教室`, teacher: '' }))
  return { name, sessions: placed, ids, series, act, pace }
}
