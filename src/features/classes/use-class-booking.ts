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
  const create = useAction('booking.create')
  const join = useAction('waitlist.join')

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
  const booked = new Map(
    bookings.flatMap(booking => booking.attendees.map(({ memberId }) => [memberId, booking.status] as const)),
  )
  const coming = chosen.filter(id => fit.includes(id) && !booked.has(id))
  const seats = session && seatState(session, cloudNow())
  // Waiting is for the whole party: when only some would find a place, too.
  const waits = !!seats?.waitable && (!seats.bookable || coming.length > (session?.seatsLeft ?? 0))
  const clear = () => {
    create.clear()
    join.clear()
  }

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
    clear()
    const input = { sessionId: session.id, memberIds: coming }
    const answer = await (waits ? join.run(input) : create.run(input))
    if (!answer) {
      reload()
      return
    }
    keepBookings([answer.booking])
    // A place may have come free just then: it is held, and wants an answer.
    replaceBy(answer.booking.status === 'offered' ? 'booking' : 'success', { id: answer.booking.id })
  }

  const busy = create.busy || join.busy
  const error = join.error ?? create.error
  return { session, seats, waits, bookings, booked, coming, choose, toggle, book, busy, error }
}
