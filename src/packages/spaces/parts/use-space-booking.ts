import type { SpaceView } from '@domain/contracts/spaces'
import { SELF_ID } from '@domain/people/members'
import { type SpaceWishes, spaceChoice, spaceCommand, toggleMember } from '@domain/spaces/booking-choice'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { keepBookings } from '@/features/bookings/kept'
import { showBooked } from '@/features/bookings/show-booked'
import { usePageInFront } from '@/platform/in-front'

const NO_TIME = { startsAt: null, endsAt: null, unitId: null }

/** The state of the page of a space: a start, an end, a unit and who comes; and booking it. */
export function useSpaceBooking(view: SpaceView | null, now: number, reload: () => void) {
  const [wishes, setWishes] = useState<SpaceWishes>({ ...NO_TIME, memberIds: [SELF_ID] })
  const { run, busy, error, clear } = useAction('booking.create')
  const inFront = usePageInFront()
  const choice = spaceChoice(view, wishes, now)

  const sessionId = choice.day?.session.id
  useEffect(() => {
    // What was chosen of one day means nothing on another.
    if (sessionId !== undefined) setWishes(was => ({ ...was, ...NO_TIME }))
  }, [sessionId])

  const wish = (change: Partial<SpaceWishes>) => {
    clear()
    setWishes(was => ({ ...was, ...change }))
  }
  const book = async () => {
    const command = spaceCommand(choice)
    if (!command) return
    const answer = await run(command)
    if (!answer) {
      reload()
      return
    }
    keepBookings([answer.booking], cloudNow())
    showBooked(answer.booking, inFront())
  }
  return {
    choice,
    busy,
    error,
    book,
    chooseStart: (startsAt: number) => wish({ startsAt, endsAt: null }),
    chooseEnd: (endsAt: number) => wish({ endsAt }),
    chooseUnit: (unitId: string) => wish({ unitId }),
    toggle: (memberId: string) => wish({ memberIds: toggleMember(wishes.memberIds, memberId, choice.day) }),
  }
}

export type SpaceBooking = ReturnType<typeof useSpaceBooking>
