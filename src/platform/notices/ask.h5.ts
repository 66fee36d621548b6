import type { NoticeKind } from '@domain/contracts/views'
import { useNoticesPrompt } from './store'

/** Asks with a dialog that imitates WeChat's. */
export function askNotices(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[]> {
  return useNoticesPrompt.getState().ask(kinds)
}
