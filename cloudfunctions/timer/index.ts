import type { Reply } from '@domain/contracts/reply'
import cloud from 'wx-server-sdk'
import { newSecret } from '../lib/kernel/ids'
import { cloudPayments } from '../lib/kernel/payments/cloud-pay'
import { jsonLog } from '../lib/kernel/router/log'
import { idSecretSetting } from '../lib/kernel/settings'
import { cloudbaseStore } from '../lib/kernel/store/cloudbase'
import { sendByWeChat } from '../lib/notices/messenger'
import { runTick } from '../lib/timer/tick'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

const idSecret = idSecretSetting()
const payments = cloudPayments()

/** Call sources that are not the platform's timer. */
const OUTSIDE = /wx_client|wx_http|wx_devtools/

/** The deployed timer function, called every minute. Rejects calls from anybody but the platform's timer. */
export const main = async (event: unknown): Promise<Reply> => {
  const { OPENID, SOURCE } = cloud.getWXContext()
  const byTimer = typeof event === 'object' && event !== null && 'Type' in event && event.Type === 'Timer'
  if (!byTimer || OPENID || OUTSIDE.test(SOURCE ?? '')) {
    return { ok: false, code: 'FORBIDDEN', detail: null, requestId: '' }
  }
  const context = { now: Date.now(), store: cloudbaseStore(), newSecret, idSecret, payments }
  return runTick(context, sendByWeChat, jsonLog)
}
