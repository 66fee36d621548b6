import { localHour } from '@domain/time'
import type { SceneName } from '@/ui/scene'

/** When the picture of a centre's front is one by day: local hours, in any season. */
const DAY = { from: 7, until: 19 }

/** The picture of a centre's front at this time of day. */
export function frontAt(now: number): SceneName {
  const hour = localHour(now)
  return hour >= DAY.from && hour < DAY.until ? 'station-day' : 'station'
}
