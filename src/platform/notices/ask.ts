import type { NoticeKind } from '@domain/contracts/views'
import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import Taro from '@tarojs/taro'

let asking: Promise<readonly NoticeKind[]> | null = null

/**
 * Asks which messages the person agrees to receive; one consent is one message. Must be called in the handler of a tap.
 * Resolves with the kinds agreed to, perhaps none. WeChat rejects a second prompt while one is open, so a second call
 * gets the answer to the first.
 */
export function askNotices(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[]> {
  asking ??= ask(kinds).finally(() => {
    asking = null
  })
  return asking
}

async function ask(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[]> {
  try {
    const answer = await Taro.requestSubscribeMessage({
      tmplIds: kinds.map(kind => NOTICE_TEMPLATES[kind].templateId),
      entityIds: [],
    })
    const verdicts = answer as unknown as Record<string, unknown>
    return kinds.filter(kind => verdicts[NOTICE_TEMPLATES[kind].templateId] === 'accept')
  } catch {
    return []
  }
}
