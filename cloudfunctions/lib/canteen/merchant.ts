import type { Context } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'

/** Whether a centre takes money online. */
export async function paysOnline(context: Context, centreId: string): Promise<boolean> {
  return requireMerchant(context, centreId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError) return false
      throw error
    },
  )
}

/** The merchant of a centre. Throws PAYMENT_NOT_OFFERED when it takes no money online. */
export async function requireMerchant({ store, payments }: Context, centreId: string): Promise<string> {
  const merchantId = payments.merchantOf(centreId)
  const canteen = merchantId === null ? null : await store.canteens.get(centreId, ['online'])
  if (merchantId === null || !canteen?.online) throw new AppError('PAYMENT_NOT_OFFERED', null)
  return merchantId
}
