import type { NoticeKind } from '@domain/contracts/views'
import Taro from '@tarojs/taro'
import { logFault } from '../log'

/** Refusals of the whole prompt because of one of its ids: unknown, malformed, of another type than the others. */
const BAD_ID = [20001, 10004, 20002]

/** Ids that WeChat has refused since the app was started. */
const bad = new Set<string>()

let asking: Promise<readonly NoticeKind[]> | null = null

/** The kinds that can be asked for: those with a template of the account. */
export function askableNotices<Kind extends NoticeKind>(kinds: readonly Kind[]): readonly Kind[] {
  return kinds.filter(kind => {
    const id = NOTICE_IDS[kind]
    return id !== undefined && !bad.has(id)
  })
}

/**
 * Asks which messages the person agrees to receive; one consent is one message. Must be called in the handler of a tap.
 * Resolves with the kinds agreed to, perhaps none. WeChat rejects a second prompt while one is open, so a second call
 * gets the answer to the first.
 */
export async function askNotices<Kind extends NoticeKind>(kinds: readonly Kind[]): Promise<readonly Kind[]> {
  asking ??= ask(askableNotices(kinds)).finally(() => {
    asking = null
  })
  const agreed = await asking
  return kinds.filter(kind => agreed.includes(kind))
}

/** One id that WeChat does not know fails the whole prompt, and no dialog is shown: then each kind is asked for alone. */
async function ask(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[]> {
  const answer = await prompt(kinds)
  if (answer !== 'bad-id') return answer
  if (kinds.length === 1) {
    for (const kind of kinds) bad.add(NOTICE_IDS[kind] ?? '')
    return []
  }
  const agreed: NoticeKind[] = []
  for (const kind of kinds) agreed.push(...(await ask([kind])))
  return agreed
}

async function prompt(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[] | 'bad-id'> {
  if (kinds.length === 0) return []
  try {
    const tmplIds = kinds.flatMap(kind => NOTICE_IDS[kind] ?? [])
    const answer = await Taro.requestSubscribeMessage({ tmplIds, entityIds: [] })
    const verdicts = answer as unknown as Record<string, unknown>
    // Besides `accept` there are `acceptWithAudio` and others, for consents with a louder message.
    return kinds.filter(kind => String(verdicts[NOTICE_IDS[kind] ?? '']).startsWith('accept'))
  } catch (failure) {
    const { errCode } = (failure ?? {}) as { errCode?: unknown }
    logFault('requestSubscribeMessage', { errCode })
    return BAD_ID.includes(errCode as number) ? 'bad-id' : []
  }
}
