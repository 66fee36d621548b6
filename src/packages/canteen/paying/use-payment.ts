import type { RouteInput, RouteOutput } from '@domain/contracts'
import { useAction } from '@/cloud/use-action'
import { toast } from '@/ui/toast'
import { showPaymentSheet } from './payment-sheet'

/** How an order stands after a payment. */
export type Paid = RouteOutput<'order.paid'>

/** Pays an order online. The phone only says that it has paid; what counts is what the server has been told by the platform. */
export function usePayment() {
  const opening = useAction('order.pay')
  const checking = useAction('order.paid')
  const check = checking.run
  /** Returns how the order stands; null: it could not be asked, and `error` says why. */
  const pay = async (order: RouteInput<'order.pay'>): Promise<Paid | null> => {
    const opened = await opening.run(order)
    if (!opened) return null
    const { sheet, amount } = opened
    if (sheet && (await showPaymentSheet(sheet, amount)) === 'failed')
      toast('没有付成', '钱没有扣。可以再付一次，或者取餐时付。')
    return checking.run(order)
  }
  return { pay, check, busy: opening.busy || checking.busy, error: opening.error ?? checking.error }
}
