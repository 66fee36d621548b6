import Taro from '@tarojs/taro'
import { previewIdentity } from '@/platform/identity'
import { TIMEOUT_MS, withTimeout } from '../timeout'
import { failCall } from './failure'
import { asReply } from './reply'
import type { Transport } from './types'

let ready = false

function initOnce(): void {
  if (ready) return
  Taro.cloud.init(CLOUD_ENV ? { env: CLOUD_ENV } : {})
  ready = true
}

const toWeChat: Transport = async (name, event) => {
  const startedAt = Date.now()
  try {
    initOnce()
    const answer = await withTimeout(Promise.resolve(Taro.cloud.callFunction({ name, data: event })))
    return { reply: asReply(answer.result), sentAt: startedAt }
  } catch (thrown) {
    return failCall(name, event.route, startedAt, thrown)
  }
}

/** A DevTools build that uses a local cloud, which takes the identity from the caller. */
const toLocal: Transport = async (name, event) => {
  const startedAt = Date.now()
  try {
    const answer = await Taro.request({
      url: `${LOCAL_CLOUD}/invoke/${name}`,
      method: 'POST',
      data: event,
      timeout: TIMEOUT_MS,
      header: { 'content-type': 'application/json', 'x-wx-openid': previewIdentity() },
    })
    return { reply: asReply(answer.data), sentAt: startedAt }
  } catch (thrown) {
    return failCall(name, event.route, startedAt, thrown)
  }
}

/** The transport on WeChat. */
export const transport: Transport = LOCAL_CLOUD ? toLocal : toWeChat
