import type { ErrorDetails } from '@domain/errors'
import { isolated } from '@domain/text'

type CareCode =
  | 'CARE_NOT_POSSIBLE'
  | 'CARERS_FULL'
  | 'CARE_CODE_WRONG'
  | 'CARE_OWN'
  | 'CARE_TWICE'
  | 'CARE_LIMIT'
  | 'CARE_NOT_FOUND'
  | 'INTEREST_LIMIT'

/** Texts for what is refused about children of two homes, and about new classes that somebody wants to hear of. */
export const CARE_MESSAGES: {
  [Code in CareCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  CARE_NOT_POSSIBLE: () => ({ text: '14 岁以下的孩子才能一起照看', hint: '先在「我的」里填好孩子的出生年月。' }),
  CARERS_FULL: ({ max }) => ({ text: `一个孩子最多再请 ${max} 个人`, hint: '先结束一个，就能再请。' }),
  CARE_CODE_WRONG: () => ({ text: '这个邀请码用不了', hint: '可能过了一天，或者已经有人用了，请对方再发一个。' }),
  CARE_OWN: () => ({ text: '这是您自己家的孩子', hint: '请把邀请码发给另一位家长。' }),
  CARE_TWICE: ({ nickname }) => ({
    text: `您家里已经有${isolated(nickname)}了`,
    hint: '同一个孩子只留一份，免得约两次：用邀请码前先删掉自己加的；已经在帮着照看的，不用再加。',
  }),
  CARE_LIMIT: ({ max }) => ({ text: `最多帮别家照看 ${max} 个孩子`, hint: '先结束一个，就能再加。' }),
  CARE_NOT_FOUND: () => ({ text: '已经不能帮这个孩子约了', hint: '请问问孩子家里，需要的话再发一个邀请码。' }),
  INTEREST_LIMIT: ({ max }) => ({ text: `最多等 ${max} 种新课`, hint: '在「消息」里去掉一种，就能再加。' }),
}
