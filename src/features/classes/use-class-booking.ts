import type { ClassView } from '@domain/contracts/classes'
import type { SessionCard } from '@domain/contracts/views'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { keepBookings } from '@/features/bookings/kept'
import { takeSaved } from '@/features/household/just-saved'
import { replaceBy } from '@/platform/navigate'
import { seatState } from './seats'

/** The session to begin with: the one asked for, else the first with a place, else the first. */
function firstChoice(sessions: readonly SessionCard[], wanted: string | undefined): string | null {
  const now = cloudNow()
  const asked = sessions.find(session => session.id === wanted)
  return (asked ?? sessions.find(session => seatState(session, now).bookable) ?? sessions[0])?.id ?? null
}

/** Choosing a session and who comes, and booking it. */
export function useClassBooking(view: ClassView | null, wanted: string | undefined, reload: () => void) {
  const [sessionId, setSessionId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [wish, setWish] = useState<string | null>(null)
  const { run, busy, error, clear } = useAction('booking.create')

  useDidShow(() => {
    const saved = takeSaved()
    if (saved) setWish(saved)
  })

  useEffect(() => {
    if (view) setSessionId(was => was ?? firstChoice(view.sessions, wanted))
  }, [view, wanted])

  const fit = view?.members.filter(choice => choice.refusal === null).map(choice => choice.member.id) ?? []
  const only = fit.length === 1 ? (fit[0] ?? null) : null
  const preset = wish !== null && fit.includes(wish) ? wish : only
  useEffect(() => {
    if (preset !== null) setChosen(was => (was.includes(preset) ? was : [...was, preset]))
  }, [preset])

  const session = view?.sessions.find(candidate => candidate.id === sessionId) ?? null
  const bookings = view?.bookings.filter(booking => booking.sessionId === sessionId) ?? []
  const booked = bookings.flatMap(booking => booking.attendees.map(attendee => attendee.memberId))
  const coming = chosen.filter(id => fit.includes(id) && !booked.includes(id))

  const toggle = (memberId: string) => {
    clear()
    setChosen(was => (was.includes(memberId) ? was.filter(id => id !== memberId) : [...was, memberId]))
  }
  const choose = (id: string) => {
    clear()
    setSessionId(id)
  }
  const book = async () => {
    if (!session || coming.length === 0) return
    const answer = await run({ sessionId: session.id, memberIds: coming })
    if (!answer) {
      reload()
      return
    }
    keepBookings([answer.booking])
    replaceBy('success', { id: answer.booking.id })
  }

  return { session, bookings, booked, coming, choose, toggle, book, busy, error }
}
