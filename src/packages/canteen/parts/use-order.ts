import { type MealWishes, mealChoice, mealCommand, NO_WISHES } from '@domain/canteen/choice'
import { HELD_FOR } from '@domain/canteen/payment'
import type { RouteOutput } from '@domain/contracts'
import { SELF_ID } from '@domain/people/members'
import { toggled } from '@domain/toggled'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { keepBookings } from '@/features/bookings/kept'
import { showBooked } from '@/features/bookings/show-booked'
import { usePageInFront } from '@/platform/in-front'
import { goBack, replaceBy } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import { usePayment } from '../paying/use-payment'

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

const NOTHING = { sittings: [], members: [], last: null, allergies: {} }

/** The state of the canteen's page: what is chosen, and ordering or changing it. */
export function useOrder({ data, now, reload, sessionId, changing, relationId }: Asked) {
  const [wishes, setWishes] = useState<MealWishes>({ ...NO_WISHES, sessionId })
  const create = useAction('order.create')
  const modify = useAction('order.change')
  const cancel = useAction('order.cancelFor')
  const payment = usePayment()
  const [paysNow, setPaysNow] = useState<boolean | null>(null)
  const inFront = usePageInFront()
  const own = data?.sittings.flatMap(({ orders }) => orders).find(({ bookingId }) => bookingId === changing)
  const choice = mealChoice(data ?? NOTHING, wishes, now, own?.order ?? null)
  const names = new Map(data?.members.map(({ id, nickname }) => [id, nickname]))

  const { sitting, price } = choice
  const mayPay = !own && sitting?.paysOnline === true && (price?.due ?? 0) > 0 && now + HELD_FOR < sitting.closesAt
  // Who orders from afar does not come to the counter.
  const isPaidNow = mayPay && (paysNow ?? relationId !== undefined)

  const gone = data !== null && sessionId !== null && !data.sittings.some(({ session }) => session.id === sessionId)
  const wish = (change: Partial<MealWishes>) => {
    create.clear()
    modify.clear()
    setWishes(was => ({ ...was, ...change }))
  }
  /** `despite`: the person was told that somebody is allergic to it. */
  const send = async (despite = false) => {
    const chosen = mealCommand(choice)
    if (!chosen) return
    const command = despite ? { ...chosen, despiteAllergies: true } : chosen
    const { sessionId: _fixed, ...changed } = command
    const whose = relationId ? { relationId } : {}
    const answer = own
      ? await modify.run({ bookingId: own.bookingId, revision: own.order.revision, ...whose, ...changed })
      : await create.run({ ...command, ...whose, ...(isPaidNow ? { payOnlineAt: data?.centreId ?? '' } : {}) })
    if (!answer) {
      reload()
      return
    }
    const held = isPaidNow && answer.booking.payUntil !== undefined
    const bookingId = answer.booking.id
    const paid = held ? await payment.pay({ bookingId, ...whose }) : null
    const isUnpaid = held && paid?.due !== 0
    if (isUnpaid && inFront()) {
      replaceBy('canteen/pay', { bookingId, ...(relationId ? { relation: relationId } : {}) })
      return
    }
    // The booking of somebody else is not among the own ones.
    if (relationId) {
      toast(own ? '改好了' : held ? '付好了，订好了' : '订好了', `${names.get(SELF_ID) ?? ''}的手机上也看得到。`)
      // Stays on the day, which now shows what was ordered.
      setWishes(was => ({ ...was, sessionId: command.sessionId }))
      reload()
      if (own && inFront()) goBack()
      return
    }
    const booking = paid?.booking ?? answer.booking
    keepBookings([booking], cloudNow())
    if (!own) {
      showBooked(booking, inFront())
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
    busy: create.busy || modify.busy || payment.busy,
    /** Whether it can be paid online at once, and whether it is. */
    mayPay,
    isPaidNow,
    setPaysNow,
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
