import { type MealWishes, mealChoice, mealCommand, NO_WISHES } from '@domain/canteen/choice'
import type { RouteOutput } from '@domain/contracts'
import { SELF_ID } from '@domain/people/members'
import { toggled } from '@domain/toggled'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { keepBookings } from '@/features/bookings/kept'
import { showBooked } from '@/features/bookings/show-booked'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { toast } from '@/ui/toast'

interface Asked {
  data: RouteOutput<'meal.list'> | null
  now: number
  reload: () => void
  sessionId: string | null
  /** The booking whose order is changed. */
  changing: string | null
  /** For whom the person orders; absent: for their own household. */
  relationId: string | undefined
}

const NOTHING = { sittings: [], members: [], last: null }

/** The state of the canteen's page: what is chosen, and ordering or changing it. */
export function useOrder({ data, now, reload, sessionId, changing, relationId }: Asked) {
  const [wishes, setWishes] = useState<MealWishes>({ ...NO_WISHES, sessionId })
  const create = useAction('order.create')
  const modify = useAction('order.change')
  const cancel = useAction('order.cancelFor')
  const inFront = usePageInFront()
  const own = data?.sittings.flatMap(({ orders }) => orders).find(({ bookingId }) => bookingId === changing)
  const choice = mealChoice(data ?? NOTHING, wishes, now, own?.order ?? null)
  const names = new Map(data?.members.map(({ id, nickname }) => [id, nickname]))

  const gone = data !== null && sessionId !== null && !data.sittings.some(({ session }) => session.id === sessionId)
  const wish = (change: Partial<MealWishes>) => {
    create.clear()
    modify.clear()
    setWishes(was => ({ ...was, ...change }))
  }
  const send = async () => {
    const command = mealCommand(choice)
    if (!command) return
    const { sessionId: _fixed, ...changed } = command
    const whose = relationId ? { relationId } : {}
    const answer = own
      ? await modify.run({ bookingId: own.bookingId, revision: own.order.revision, ...whose, ...changed })
      : await create.run({ ...command, ...whose })
    if (!answer) {
      reload()
      return
    }
    // The booking of somebody else is not among the own ones.
    if (relationId) {
      toast(own ? '改好了' : '订好了', `${names.get(SELF_ID) ?? ''}的手机上也看得到。`)
      // Stays on the day, which now shows what was ordered.
      setWishes(was => ({ ...was, sessionId: command.sessionId }))
      reload()
      if (own && inFront()) goBack()
      return
    }
    keepBookings([answer.booking], cloudNow())
    if (!own) {
      showBooked(answer.booking, inFront())
      return
    }
    toast('改好了', '到「预约」里能看到新的订餐。')
    if (inFront()) goBack()
  }
  const giveUp = async () => {
    if (!own || !relationId) return
    if (!(await cancel.run({ bookingId: own.bookingId, relationId }))) return
    toast('取消了', '份数已经还给食堂。')
    if (inFront()) goBack()
  }
  return {
    choice,
    names,
    /** An order is changed: its people and its day stay. */
    changes: own !== undefined,
    /** The sitting that a link named is over, and nothing else was chosen yet. */
    gone: gone && wishes.sessionId === sessionId,
    busy: create.busy || modify.busy,
    error: create.error ?? modify.error ?? cancel.error,
    send,
    /** Cancels the order that is changed; null: it is cancelled on the page of the booking. */
    giveUp: own && relationId ? giveUp : null,
    cancelling: cancel.busy,
    wish,
    toggle: (memberId: string) => wish({ memberIds: toggled(choice.memberIds, memberId) }),
  }
}

export type OrderState = ReturnType<typeof useOrder>
