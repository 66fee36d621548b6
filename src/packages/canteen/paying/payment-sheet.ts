import { sayMoney } from '@domain/canteen/price'
import type { PaymentSheet } from '@domain/contracts/payments'
import Taro from '@tarojs/taro'
import { previewIdentity } from '@/platform/identity'
import { logFault } from '@/platform/log'

/** What has become of the sheet. `paid` is what the phone says; only the server knows. */
export type Outcome = 'paid' | 'left' | 'failed'

/** Shows WeChat's payment sheet; a preview, and a build for a local cloud, ask in its place. */
export async function showPaymentSheet(sheet: PaymentSheet, amount: number): Promise<Outcome> {
  try {
    if (process.env.TARO_ENV === 'h5' || LOCAL_CLOUD) return await standIn(sheet, amount)
    await Taro.requestPayment(sheet)
    return 'paid'
  } catch (thrown) {
    const { errMsg = '' } = (thrown ?? {}) as { errMsg?: string }
    if (/cancel/.test(errMsg)) return 'left'
    logFault('requestPayment', { errMsg: errMsg.slice(0, 60) })
    return 'failed'
  }
}

async function standIn(sheet: PaymentSheet, amount: number): Promise<Outcome> {
  const { confirm } = await Taro.showModal({
    title: '微信支付（预览）',
    content: `爱心食堂 ${sayMoney(amount)}。预览里不会真的扣钱。`,
    confirmText: '付款',
    cancelText: '先不付',
  })
  if (!confirm) return 'left'
  const answer = await Taro.request<{ paid?: boolean }>({
    url: `${LOCAL_CLOUD}/pay/${sheet.package.replace('prepay_id=', '')}`,
    method: 'POST',
    data: {},
    header: { 'content-type': 'application/json', 'x-wx-openid': previewIdentity() },
  })
  return answer.data.paid ? 'paid' : 'failed'
}
