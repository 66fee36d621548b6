import { previewIdentity } from '@/platform/identity'
import { withTimeout } from '../timeout'
import { failCall } from './failure'
import { asReply } from './reply'
import type { Transport } from './types'

/** The transport in a browser: to the local cloud that served the page. */
export const transport: Transport = async (name, event) => {
  const startedAt = Date.now()
  try {
    const response = await withTimeout(
      fetch(`/invoke/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-wx-openid': previewIdentity() },
        body: JSON.stringify(event),
      }),
    )
    return asReply(await response.json())
  } catch (thrown) {
    return failCall(name, event.route, startedAt, thrown)
  }
}
