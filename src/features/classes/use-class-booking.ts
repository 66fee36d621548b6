import type { RouteInput } from '@domain/contracts'
import type { ClassView } from '@domain/contracts/classes'
import type { SessionCard } from '@domain/contracts/views'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { rememberSeal } from '@/features/ballot/remembered'
import { keepBookings } from '@/features/bookings/kept'
import { takeSaved } from '@/features/household/just-saved'
import { wholeOf, wholeState } from '@/features/series/whole'
import { replaceBy } from '@/platform/navigate'
import { askNotices } from '@/platform/notices/ask'
import { seatState } from './seats'

/** What whoever takes a ticket wants to hear of: three at most in one prompt. */
const RESULT_NOTICES = ['ballot', 'offer', 'changed'] as const

/** The session to begin with: the one asked for, else the first with a place, else the first. */
function firstChoice(sessions: readonly SessionCard[], wanted: string | undefined): string | null {
  const now = cloudNow()
  const asked = sessions.find(session => session.id === wanted)
  return (asked ?? sessions.find(session => seatState(session, now).bookable) ?? sessions[0])?.id ?? null
}

/** Choosing a session, or a whole series, and who comes; and booking it. */
export function useClassBooking(view: ClassView | null, wanted: string | undefined, reload: () => void) {
  const [sessionId, setSessionId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [wantsWhole, setWantsWhole] = useState(false)
  const [wish, setWish] = useState<string | null>(null)
  const create = useAction('booking.create')
  const join = useAction('waitlist.join')
  const enrol = useAction('booking.createSeries')
  const register = useAction('ballot.register')
  const tell = useAction('booking.notices')

  useDidShow(() => {
    const saved = takeSaved()
    if (saved) setWish(saved)
  })

  useEffect(() => {
    // What was chosen may be over by now.
    if (view)
      setSessionId(was => (view.sessions.some(({ id }) => id === was) ? was : firstChoice(view.sessions, wanted)))
  }, [view, wanted])

  const fit = view?.members.filter(choice => choice.refusal === null).map(choice => choice.member.id) ?? []
  const only = fit.length === 1 ? (fit[0] ?? null) : null
  const preset = wish !== null && fit.includes(wish) ? wish : only
  useEffect(() => {
    if (preset !== null) setChosen(was => (was.includes(preset) ? was : [...was, preset]))
  }, [preset])

  const session = view?.sessions.find(candidate => candidate.id === sessionId) ?? null
  const series = wholeOf(view?.sessions ?? [], cloudNow())
  const whole = series && (wantsWhole || series.series.mode === 'whole') ? series : null
  const ofWhole = new Set(whole?.sessions.map(({ id }) => id))
  const bookings =
    view?.bookings.filter(booking => (whole ? ofWhole.has(booking.sessionId) : booking.sessionId === sessionId)) ?? []
  const booked = new Map(
    bookings.flatMap(booking => booking.attendees.map(({ memberId }) => [memberId, booking.status] as const)),
  )
  const seats = whole ? wholeState(whole, cloudNow()) : session && seatState(session, cloudNow())
  const registers = !!seats?.registers
  // A household has one ticket.
  const done = registers && booked.size > 0
  const coming = done ? [] : chosen.filter(id => fit.includes(id) && !booked.has(id))
  // Waiting is for the whole party: when only some would find a place, too.
  const full = !seats?.bookable || coming.length > (session?.seatsLeft ?? 0)
  const waits = !whole && !registers && !!seats?.waitable && full
  const clear = () => {
    create.clear()
    join.clear()
    enrol.clear()
    register.clear()
  }

  const toggle = (memberId: string) => {
    clear()
    setChosen(was => (was.includes(memberId) ? was.filter(id => id !== memberId) : [...was, memberId]))
  }
  const choose = (id: string) => {
    clear()
    setSessionId(id)
  }
  const enter = async (input: RouteInput<'ballot.register'>) => {
    // WeChat lets us ask only while the tap is fresh.
    const agreed = await askNotices(RESULT_NOTICES)
    const answer = await register.run(input)
    if (!answer) return null
    const { seedHash } = answer.session.ballot ?? {}
    if (seedHash) rememberSeal(answer.session.id, seedHash)
    if (agreed.length === 0) return answer
    const told = await tell.run({ bookingId: answer.booking.id, notices: [...agreed] })
    return told ? { ...answer, booking: told.booking } : answer
  }
  const chooseWay = (all: boolean) => {
    clear()
    setWantsWhole(all)
  }
  const bookWhole = async (seriesId: string) => {
    const answer = await enrol.run({ seriesId, memberIds: coming })
    const [first] = answer?.enrolment.bookings ?? []
    if (!answer || !first) {
      reload()
      return
    }
    keepBookings(answer.enrolment.bookings)
    replaceBy('success', { id: first.id })
  }
  const book = async () => {
    if (coming.length === 0) return
    clear()
    if (whole) {
      await bookWhole(whole.series.id)
      return
    }
    if (!session) return
    const input = { sessionId: session.id, memberIds: coming }
    const answer = await (registers ? enter(input) : waits ? join.run(input) : create.run(input))
    if (!answer) {
      reload()
      return
    }
    keepBookings([answer.booking])
    // A place may have come free just then: it is held, and wants an answer.
    replaceBy(answer.booking.status === 'offered' ? 'booking' : 'success', { id: answer.booking.id })
  }

  const busy = create.busy || join.busy || enrol.busy || register.busy
  const error = register.error ?? enrol.error ?? join.error ?? create.error
  const ways = { series, whole, chooseWay, registers }
  return { session, seats, waits, bookings, booked, coming, choose, toggle, book, busy, error, ...ways }
}
