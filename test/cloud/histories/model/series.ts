import type { ResidentAct } from '../acts'
import { partyOf } from '../themes/stage'
import { isAtLimit, type PaperList, timeRefusal } from './paper-list'

/** Predicts booking all remaining sessions of a series. */
export function predictSeries(list: PaperList, act: Extract<ResidentAct, { does: 'book-series' }>): string | null {
  const { openid, memberIds } = partyOf(act.who, act.pair)
  const seriesId = list.theme.series[act.series % list.theme.series.length]
  const parts = list.sessions
    .filter(({ series, status }) => series?.id === seriesId && status === 'open')
    .filter(({ startsAt, rules }) => list.now < startsAt - rules.closesBefore)
    .sort((a, b) => a.startsAt - b.startsAt)
  const [first] = parts
  if (!first) return 'SERIES_OVER'
  if (list.isPaused(openid, memberIds)) return 'PAUSED'
  const apart = parts.every(a => parts.every(b => a === b || a.endsAt <= b.startsAt || b.endsAt <= a.startsAt))
  if (!apart) return 'SERIES_SESSION_REFUSED'
  const own = list.own(openid)
  if (parts.some(session => timeRefusal(own, memberIds, { ...session, session }))) return 'SERIES_SESSION_REFUSED'
  if (isAtLimit(own, memberIds, { ...first, session: first })) return 'ACTIVE_LIMIT'
  const full = parts.some(session => list.hasWaiting(session) || list.free(session) < memberIds.length)
  return full ? 'SERIES_SESSION_REFUSED' : 'OK'
}
