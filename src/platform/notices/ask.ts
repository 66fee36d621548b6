import type { NoticeKind } from '@domain/contracts/views'
import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import Taro from '@tarojs/taro'

/**
 * Asks which messages the person agrees to receive, one consent one message. Must be called in the handler of a tap.
 * A refusal is an answer: the kinds agreed to, perhaps none.
 */
export async function askNotices(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[]> {
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
