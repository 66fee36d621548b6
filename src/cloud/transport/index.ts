import Taro from '@tarojs/taro'
import { previewIdentity } from '@/platform/identity'
import { CloudError } from '../errors'
import { asReply } from './reply'
import { TIMEOUT_MS, withTimeout } from './timeout'
import type { Transport } from './types'

let ready = false

function initOnce(): void {
  if (ready) return
  Taro.cloud.init(CLOUD_ENV ? { env: CLOUD_ENV } : {})
  ready = true
}

const toWeChat: Transport = async (name, event) => {
  initOnce()
  try {
    const answer = await withTimeout(Promise.resolve(Taro.cloud.callFunction({ name, data: event })))
    return asReply(answer.result)
  } catch {
    throw new CloudError('NETWORK')
  }
}

/** A DevTools build that points at a local cloud, where identity is whatever the caller says. */
const toLocal: Transport = async (name, event) => {
  try {
    const answer = await Taro.request({
      url: `${LOCAL_CLOUD}/invoke/${name}`,
      method: 'POST',
      data: event,
      timeout: TIMEOUT_MS,
      header: { 'content-type': 'application/json', 'x-wx-openid': previewIdentity() },
    })
    return asReply(answer.data)
  } catch {
    throw new CloudError('NETWORK')
  }
}

/** How calls travel on WeChat. */
export const transport: Transport = LOCAL_CLOUD ? toLocal : toWeChat
