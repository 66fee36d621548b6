import { classChoice, classCommand, firstSession, membersToPreselect } from '@domain/classes/choice'
import type { RouteInput } from '@domain/contracts'
import type { ClassView } from '@domain/contracts/classes'
import type { BookingView } from '@domain/contracts/views'
import { toggled } from '@domain/toggled'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { rememberSeedHash } from '@/features/ballot/seed-hashes'
import { keepBookings } from '@/features/bookings/kept'
import { showBooked } from '@/features/bookings/show-booked'
import { takeSavedMember } from '@/features/household/saved-member'
import { usePageInFront } from '@/platform/in-front'
import { askNotices } from '@/platform/notices/ask'
import { stored } from '@/platform/storage'

/** Messages about the result of a draw; one prompt asks for three at most. */
const RESULT_NOTICES = ['ballot', 'offer', 'changed'] as const

/** Who came last time, on this phone: those who are booked together are mostly booked together again. */
const lastParty = stored<string[]>({ name: 'last-party', version: 1, kept: 'lasting' })

interface ClassPage {
  view: ClassView | null
  /** The session that a link asks for. */
  wanted: string | undefined
  now: number
  reload: () => void
}

/** The state of a class page: which session or series, who comes, and booking it. */
export function useClassBooking({ view, wanted, now, reload }: ClassPage) {
  const [sessionId, setSessionId] = useState<string | null>(null)
  const [gone, setGone] = useState(false)
  const [memberIds, setMemberIds] = useState<string[]>([])
  const [wholeWanted, setWholeWanted] = useState(false)
  const [justAdded, setJustAdded] = useState<string | null>(null)
  const [lastTime] = useState(() => lastParty.read() ?? [])
  const create = useAction('booking.create')
  const join = useAction('waitlist.join')
  const enrol = useAction('booking.createSeries')
  const register = useAction('ballot.register')
  const setNotices = useAction('booking.notices')
  const inFront = usePageInFront()

  useDidShow(() => {
    const saved = takeSavedMember()
    if (saved) setJustAdded(saved)
  })

  useEffect(() => {
    if (!view || gone) return
    const { sessions } = view
    if (sessions.some(({ id }) => id === sessionId)) return
    // The session that was chosen, here or by a link, may be over by now: the person chooses anew.
    const first = firstSession(sessions, sessionId ?? wanted, cloudNow())
    setSessionId(first)
    setGone(first === null && sessions.length > 0)
  }, [view, wanted, sessionId, gone])

  const choice = classChoice(view, { sessionId, memberIds, whole: wholeWanted }, now)
  // As text, so that what the person takes out stays out until another session fits others.
  const preselected = membersToPreselect(choice.choices, justAdded, lastTime).join(' ')
  useEffect(() => {
    if (preselected) setMemberIds(was => [...new Set([...was, ...preselected.split(' ')])])
  }, [preselected])

  const clear = () => {
    for (const action of [create, join, enrol, register]) action.clear()
  }
  const toggle = (memberId: string) => {
    clear()
    setMemberIds(was => toggled(was, memberId))
  }
  const chooseSession = (id: string) => {
    clear()
    setGone(false)
    setSessionId(id)
  }
  const chooseWhole = (whole: boolean) => {
    clear()
    setWholeWanted(whole)
  }

  const runRegister = async (input: RouteInput<'ballot.register'>): Promise<BookingView | null> => {
    // WeChat allows the prompt only in direct response to a tap.
    const agreed = await askNotices(RESULT_NOTICES)
    const answer = await register.run(input)
    if (!answer) return null
    const { seedHash } = answer.session.ballot ?? {}
    if (seedHash) rememberSeedHash(answer.session.id, seedHash)
    if (agreed.length === 0) return answer.booking
    const asked = await setNotices.run({ bookingId: answer.booking.id, notices: [...agreed] })
    return asked?.booking ?? answer.booking
  }
  /** Makes the bookings that are chosen, soonest first; null when refused or unanswered. */
  const send = async (command: NonNullable<ReturnType<typeof classCommand>>): Promise<BookingView[] | null> => {
    switch (command.action) {
      case 'book-series':
        return (await enrol.run(command.input))?.enrolment.bookings ?? null
      case 'register': {
        const booking = await runRegister(command.input)
        return booking && [booking]
      }
      case 'join-waitlist': {
        const answer = await join.run(command.input)
        return answer && [answer.booking]
      }
      case 'book': {
        const answer = await create.run(command.input)
        return answer && [answer.booking]
      }
    }
  }
  const book = async () => {
    const command = classCommand(choice)
    if (!command) return
    clear()
    const bookings = await send(command)
    const [first] = bookings ?? []
    if (!bookings || !first) {
      reload()
      return
    }
    keepBookings(bookings, cloudNow())
    lastParty.write(choice.party)
    showBooked(first, inFront())
  }

  const busy = create.busy || join.busy || enrol.busy || register.busy
  const error = register.error ?? enrol.error ?? join.error ?? create.error
  return { choice, gone, memberIds, busy, error, toggle, chooseSession, chooseWhole, book }
}

export type ClassBooking = ReturnType<typeof useClassBooking>
