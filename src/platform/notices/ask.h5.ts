import type { NoticeKind } from '@domain/contracts/views'
import { useNoticesPrompt } from './store'

/** Every kind can be asked for. */
export function askableNotices(kinds: readonly NoticeKind[]): readonly NoticeKind[] {
  return kinds
}

/** Asks with a dialog that imitates WeChat's. */
export function askNotices(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[]> {
  return useNoticesPrompt.getState().ask(kinds)
}
