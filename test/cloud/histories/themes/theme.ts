import type fc from 'fast-check'
import type { Collections } from '../../../../worlds/world'
import type { Act } from '../acts'
import type { Pace } from '../history'

/**
 * A part of what the product does, small and scarce enough that people meet: a stage, and what they do on it. Over
 * everything at once, few histories would bring two of them to the same place.
 */
export interface Theme {
  name: string
  sessions: NonNullable<Collections['sessions']>
  /** Of these the numbers in acts choose. */
  ids: string[]
  series: string[]
  act: fc.Arbitrary<Act>
  pace: Pace
}

/** What is on today must not be over at once; what is on tomorrow must come. */
export const PACE = { today: { minutes: 4, hours: 1, days: 1 }, week: { minutes: 3, hours: 3, days: 2 } } as const

/** A theme of these sessions. Acts choose among those that are named, or among all. */
export function themeOf(
  name: string,
  sessions: Theme['sessions'],
  act: Theme['act'],
  pace: Pace,
  { ids = sessions.map(({ _id }) => _id), series = [] as string[] } = {},
): Theme {
  return { name, sessions, ids, series, act, pace }
}
