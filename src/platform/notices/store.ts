import type { NoticeKind } from '@domain/contracts/views'
import { create } from 'zustand'

interface PromptState {
  /** The open question in the preview, which has no dialog of WeChat. */
  question: { kinds: readonly NoticeKind[]; answer: (agreed: readonly NoticeKind[]) => void } | null
  ask(kinds: readonly NoticeKind[]): Promise<readonly NoticeKind[]>
}

/** The imitation of WeChat's consent dialog for subscription messages. */
export const useNoticesPrompt = create<PromptState>(set => ({
  question: null,
  ask: kinds =>
    new Promise(resolve => {
      set({
        question: {
          kinds,
          answer(agreed) {
            set({ question: null })
            resolve(agreed)
          },
        },
      })
    }),
}))
