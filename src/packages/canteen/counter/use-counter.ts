import type { PayWay } from '@domain/canteen/ledger'
import { sayMoney } from '@domain/canteen/price'
import type { RouteInput } from '@domain/contracts'
import type { CounterOrder } from '@domain/contracts/staff-counter'
import { numberOf } from '@domain/typed'
import { useRef, useState } from 'react'
import { call } from '@/cloud/client'
import { asCloudError, type CloudError } from '@/cloud/errors'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { scanCode } from '@/platform/scan'
import { toast } from '@/ui/toast'
import { dueOf } from './due'

/** How often the counter asks for the orders while it is in front, ms: other tills hand over as well. */
const REFRESH_MS = 15_000

/** Digits of a collector's code and of a code of one's own; fewer may be the beginning of somebody else's. */
const CODE_LENGTHS: readonly number[] = [6, 8]

/** How the person was recognised. */
type Found = RouteInput<'staff.mealHandOver'>['way']

/** The state of the counter: the orders, the one that is served now, and how it is paid. */
export function useCounter(centreId: string) {
  const [sessionId, setSessionId] = useState<string | null>(null)
  const request = useRequest(
    'staff.mealCounter',
    { centreId, ...(sessionId ? { sessionId } : {}) },
    { refreshOnShow: true, refreshEvery: REFRESH_MS },
  )
  const [chosen, setChosen] = useState<{ bookingId: string; found: Found } | null>(null)
  const [way, setWay] = useState<PayWay>('cash')
  const [reason, setReason] = useState('')
  const [query, setQuery] = useState('')
  const [matches, setMatches] = useState<string[] | null>(null)
  const [findError, setFindError] = useState<CloudError | null>(null)
  const give = useAction('staff.mealHandOver')
  const pay = useAction('staff.mealPay')
  const undo = useAction('staff.mealCancelFor')

  const { data } = request
  const sitting = data?.sitting ?? null
  const order = sitting?.orders.find(({ bookingId }) => bookingId === chosen?.bookingId) ?? null

  const inHand = useRef(order)
  inHand.current = order
  /** Number of the latest search: earlier answers are dropped, however late they arrive. */
  const searches = useRef(0)

  const choose = (bookingId: string | null, found: Found = 'name') => {
    give.clear()
    pay.clear()
    undo.clear()
    setWay('cash')
    setReason('')
    setChosen(bookingId === null ? null : { bookingId, found })
  }
  const find = async (text: string, found: Found) => {
    searches.current += 1
    const search = searches.current
    setFindError(null)
    if (!sitting || text.trim() === '') {
      setMatches(null)
      return
    }
    try {
      const { bookingIds } = await call('staff.mealFind', { centreId, sessionId: sitting.id, query: text })
      if (search !== searches.current) return
      setMatches(bookingIds)
      const [only] = bookingIds
      // Nobody takes the place of the person whose order is in hand.
      if (only !== undefined && bookingIds.length === 1 && found !== 'name' && inHand.current === null)
        choose(only, found)
    } catch (thrown) {
      if (search === searches.current) setFindError(asCloudError(thrown))
    }
  }
  const scan = async () => {
    const code = await scanCode()
    if (code) await find(code, 'qr')
  }
  /** An order that was made for a guest: one of this sitting is handed over next. */
  const added = (made: CounterOrder, of: string) => {
    if (!data || !sitting || of !== sitting.id) return
    request.setData({ ...data, sitting: { ...sitting, orders: [...sitting.orders, made] } })
    choose(made.bookingId)
  }
  /** Cancels the guest's order in hand. */
  const cancel = async () => {
    if (!order || !data || !sitting) return
    const { bookingId } = order
    const answer = await undo.run({ centreId, bookingId })
    if (answer) {
      toast('取消了', '这份餐可以给别人。')
      request.setData({ ...data, sitting: { ...sitting, orders: sitting.orders.filter(one => one !== order) } })
      choose(null)
    } else request.reload()
  }
  /** Takes the order in hand; `takes` says whether money is taken now. */
  const finish = async (takes: boolean) => {
    if (!order || !data) return
    const due = dueOf(order)
    const payment = { way, due, ...(way === 'waived' ? { reason: reason.trim() } : {}) }
    const { bookingId } = order
    const answer =
      order.servedAt === null
        ? await give.run({
            centreId,
            bookingId,
            way: chosen?.found ?? 'name',
            pay: takes && due > 0 ? payment : null,
          })
        : await pay.run({ centreId, bookingId, ...payment })
    if (!answer) {
      request.reload()
      return
    }
    toast(sayDone(order, takes, due, way))
    request.setData({ ...data, sitting: sitting && withOrder(sitting, answer.order) })
    choose(null)
    setQuery('')
    void find('', 'name')
  }
  return {
    request,
    data,
    sitting,
    order,
    way,
    reason,
    query,
    matches,
    findError,
    busy: give.busy || pay.busy || undo.busy,
    error: give.error ?? pay.error ?? undo.error,
    added,
    cancel,
    choose,
    setWay,
    setReason,
    setSessionId,
    scan,
    finish,
    search: (text: string) => {
      setQuery(text)
      void find(text, CODE_LENGTHS.includes(numberOf(text)?.length ?? 0) ? 'digits' : 'name')
    },
  }
}

export type Counter = ReturnType<typeof useCounter>

function withOrder<Sitting extends { orders: CounterOrder[] }>(sitting: Sitting, order: CounterOrder): Sitting {
  return {
    ...sitting,
    orders: sitting.orders.map(one => (one.bookingId === order.bookingId ? order : one)),
  }
}

function sayDone(order: CounterOrder, takes: boolean, due: number, way: PayWay): string {
  const name = order.meals[0]?.name ?? ''
  if (due <= 0) return `${name} 的餐递好了`
  if (!takes) return `${name} 先挂账 ${sayMoney(due)}`
  return way === 'waived' ? `${name} 免收 ${sayMoney(due)}` : `${name} 收好了 ${sayMoney(due)}`
}
