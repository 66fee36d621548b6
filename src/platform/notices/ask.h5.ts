import type { NoticeKind } from '@domain/contracts/views'
import { useNoticesPrompt } from './store'

/** Every kind can be asked for. */
export function askableNotices<Kind extends NoticeKind>(kinds: readonly Kind[]): readonly Kind[] {
  return kinds
}

/** Asks with a dialog that imitates WeChat's. */
export async function askNotices<Kind extends NoticeKind>(kinds: readonly Kind[]): Promise<readonly Kind[]> {
  const agreed = await useNoticesPrompt.getState().ask(kinds)
  return kinds.filter(kind => agreed.includes(kind))
}
