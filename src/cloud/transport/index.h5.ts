import { previewIdentity } from '@/platform/identity'
import { withTimeout } from '../timeout'
import { earlyAnswer } from './early'
import { failCall } from './failure'
import { asReply } from './reply'
import type { Transport } from './types'

/** The transport in a browser: to the local cloud that served the page. */
export const transport: Transport = async (name, event) => {
  const startedAt = Date.now()
  const body = JSON.stringify(event)
  const early = earlyAnswer(body)
  try {
    const headers = { 'content-type': 'application/json', 'x-wx-openid': previewIdentity() }
    const response = await withTimeout(early?.answer ?? fetch(`/invoke/${name}`, { method: 'POST', headers, body }))
    return { reply: asReply(await response.json()), sentAt: early?.sentAt ?? startedAt }
  } catch (thrown) {
    return failCall(name, event.route, startedAt, thrown)
  }
}
