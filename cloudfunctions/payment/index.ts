import cloud from 'wx-server-sdk'
import { type CallbackAnswer, payBack } from '../lib/canteen/pay-back'
import { newSecret } from '../lib/kernel/ids'
import { cloudPayments } from '../lib/kernel/payments/cloud-pay'
import { jsonLog } from '../lib/kernel/router/log'
import { idSecretSetting } from '../lib/kernel/settings'
import { cloudbaseStore } from '../lib/kernel/store/cloudbase'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

const idSecret = idSecretSetting()
const payments = cloudPayments()

/** The deployed function that WeChat calls after a payment. What it is told is only a reason to ask. */
export const main = async (event: unknown): Promise<CallbackAnswer> => {
  const { SOURCE = '' } = cloud.getWXContext()
  const context = { now: Date.now(), store: cloudbaseStore(), newSecret, idSecret, payments }
  return payBack(context, { event, source: SOURCE }, jsonLog)
}
