import type { Reply } from '@domain/contracts/reply'
import cloud from 'wx-server-sdk'
import { newSecret } from '../lib/kernel/ids'
import { jsonLog } from '../lib/kernel/router/log'
import { cloudbaseStore } from '../lib/kernel/store/cloudbase'
import { sendByWeChat } from '../lib/notices/messenger'
import { runTick } from '../lib/timer/tick'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

/** Sources that a person or a web page stands behind. */
const OUTSIDE = /wx_client|wx_http|wx_devtools/

/** Work driven by the clock, once a minute. Nobody but the platform's timer may call it. */
export const main = async (event: unknown): Promise<Reply> => {
  const { OPENID, SOURCE } = cloud.getWXContext()
  const byTimer = typeof event === 'object' && event !== null && 'Type' in event && event.Type === 'Timer'
  if (!byTimer || OPENID || OUTSIDE.test(SOURCE ?? '')) {
    return { ok: false, code: 'FORBIDDEN', detail: null, requestId: '' }
  }
  const context = { now: Date.now(), store: cloudbaseStore(), newSecret }
  return runTick(context, sendByWeChat, jsonLog)
}
