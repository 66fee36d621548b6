import type { SessionCard } from '@domain/contracts/views'
import { remainingOf, type Series } from '@domain/series/series'
import { sayShortDate } from '@domain/time'
import { type SeatState, seatState } from '@/features/classes/seats'

/** A series as the class page offers it: all of its sessions that are left. */
export interface Whole {
  series: Series
  sessions: SessionCard[]
}

/** The next series among the sessions of a class; null when there is none, or nothing of it is left. */
export function wholeOf(sessions: readonly SessionCard[], now: number): Whole | null {
  const left = remainingOf(sessions, now)
  const series = left.find(session => session.series !== null)?.series
  return series ? { series, sessions: left.filter(session => session.series?.id === series.id) } : null
}

/** How a series stands for booking as a whole: as its first session opens, and as its scarcest one has places. */
export function wholeState({ sessions }: Whole, now: number): SeatState {
  const states = sessions.map((session, n) => ({
    session,
    // Booking of the whole opens with its first session.
    state: seatState(n === 0 ? session : { ...session, rules: { ...session.rules, opensBefore: null } }, now),
  }))
  const [first] = states
  const closed = states.find(({ state }) => !state.bookable)
  if (first && closed) {
    const full = closed.session.waiting > 0 || closed.session.seatsLeft <= 0
    const text = full ? `${sayShortDate(closed.session.startsAt)} 那一节已约满，约不了整期` : first.state.text
    return { tone: 'none', text, short: '约不了', bookable: false, waitable: false }
  }
  const scarcest = states.reduce((least, one) => (one.session.seatsLeft < least.session.seatsLeft ? one : least))
  const { seatsLeft } = scarcest.session
  const text = scarcest.state.tone === 'few' ? `整期只剩 ${seatsLeft} 个名额` : `整期还有 ${seatsLeft} 个名额`
  return { ...scarcest.state, text, waitable: true }
}
