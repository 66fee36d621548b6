import type { ErrorDetails } from '@domain/errors'
import { isolated } from '@domain/text'

type CareCode = 'CARE_TWICE' | 'CARE_NOT_FOUND' | 'INTEREST_LIMIT'

/** Texts for what is refused about children of two homes, and about new classes that somebody wants to hear of. */
export const CARE_MESSAGES: {
  [Code in CareCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  CARE_TWICE: ({ nickname }) => ({
    text: `您家里已经有${isolated(nickname)}了`,
    hint: '同一个孩子只留一份，免得约两次：用邀请码前先删掉自己加的；已经在帮着照看的，不用再加。',
  }),
  CARE_NOT_FOUND: () => ({ text: '已经不能帮这个孩子约了', hint: '请问问孩子家里，需要的话再发一个邀请码。' }),
  INTEREST_LIMIT: ({ max }) => ({ text: `最多等 ${max} 种新课`, hint: '在「消息」里去掉一种，就能再加。' }),
}
