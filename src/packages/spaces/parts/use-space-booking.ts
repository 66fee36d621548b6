import { freeUnits } from '@domain/bookings/rules/spots'
import type { SpaceView } from '@domain/contracts/spaces'
import { SELF_ID } from '@domain/people/members'
import { type ChoiceFacts, endChoices, factsAt, startChoices } from '@domain/spaces/choices'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { keepBookings } from '@/features/bookings/kept'
import { replaceBy } from '@/platform/navigate'

/** What is chosen of a space: a start, an end, a unit and who comes; and booking it. */
export function useSpaceBooking(view: SpaceView | null, reload: () => void) {
  const [startsAt, setStart] = useState<number | null>(null)
  const [endsAt, setEnd] = useState<number | null>(null)
  const [unitId, setUnit] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string[]>([SELF_ID])
  const { run, busy, error, clear } = useAction('booking.create')
  const now = cloudNow()

  const day = view?.day ?? null
  const sessionId = day?.session.id
  useEffect(() => {
    // Another day: what was chosen of the old one means nothing here.
    if (sessionId === undefined) return
    setStart(null)
    setEnd(null)
    setUnit(null)
  }, [sessionId])

  const facts: ChoiceFacts | null = day && {
    layout: day.layout,
    hours: { startsAt: day.session.startsAt, endsAt: day.session.endsAt },
    status: day.session.status,
    rules: day.session.rules,
    spots: day.spots,
    closures: day.closures,
  }
  const starts = facts ? startChoices(facts, now) : []
  const start = starts.find(choice => choice.startsAt === startsAt && choice.state === 'free')
  const ends = facts && start ? endChoices(facts, start.startsAt) : []
  const end = ends.find(moment => moment === endsAt) ?? ends[0] ?? null
  const span = start && end !== null ? { startsAt: start.startsAt, endsAt: end } : null
  const free = facts && span ? freeUnits(factsAt(facts, span)) : []
  const single = day?.units === 1
  const picks = !!day && day.layout.choose && !single
  const unit = picks ? (free.find(({ id }) => id === unitId) ?? null) : single ? (free[0] ?? null) : null

  const partyMax = day?.session.rules.partyMax ?? 1
  const fit = view?.members.filter(({ refusal }) => refusal === null).map(({ member }) => member.id) ?? []
  const coming = chosen.filter(id => fit.includes(id)).slice(0, partyMax)

  const toggle = (memberId: string) => {
    clear()
    setChosen(was => {
      if (partyMax === 1) return [memberId]
      return was.includes(memberId) ? was.filter(id => id !== memberId) : [...was, memberId]
    })
  }
  const begin = (at: number) => {
    clear()
    setStart(at)
    setEnd(null)
  }
  const finish = (at: number) => {
    clear()
    setEnd(at)
  }
  const take = (id: string) => {
    clear()
    setUnit(id)
  }
  const ready = span !== null && coming.length > 0 && (!picks || unit !== null)
  const book = async () => {
    if (!day || !span || !ready) return
    const answer = await run({
      sessionId: day.session.id,
      memberIds: coming,
      span: unit ? { ...span, unit: unit.id } : span,
    })
    if (!answer) {
      reload()
      return
    }
    keepBookings([answer.booking])
    replaceBy('success', { id: answer.booking.id })
  }
  return {
    day,
    starts,
    start,
    ends,
    span,
    free,
    picks,
    unit,
    coming,
    begin,
    finish,
    take,
    toggle,
    ready,
    book,
    busy,
    error,
  }
}

export type SpaceBooking = ReturnType<typeof useSpaceBooking>
