import type { ErrorDetails } from '@domain/errors'

type CarerCode = 'CARE_NOT_POSSIBLE' | 'CARERS_FULL' | 'CARE_CODE_WRONG' | 'CARE_OWN' | 'CARE_LIMIT'

/** What is said about refusals of inviting carers and of accepting, as in `messages.ts`. */
export const CARER_MESSAGES: {
  [Code in CarerCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  CARE_NOT_POSSIBLE: () => ({ text: '14 岁以下的孩子才能一起照看', hint: '先在「我的」里填好孩子的出生年月。' }),
  CARERS_FULL: ({ max }) => ({ text: `一个孩子最多再请 ${max} 个人`, hint: '先结束一个，就能再请。' }),
  CARE_CODE_WRONG: () => ({ text: '这个邀请码用不了', hint: '可能过了一天，或者已经有人用了，请对方再发一个。' }),
  CARE_OWN: () => ({ text: '这是您自己家的孩子', hint: '请把邀请码发给另一位家长。' }),
  CARE_LIMIT: ({ max }) => ({ text: `最多帮别家照看 ${max} 个孩子`, hint: '先结束一个，就能再加。' }),
}
