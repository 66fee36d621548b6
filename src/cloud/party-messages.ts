import type { ErrorDetails } from '@domain/errors'

type PartyCode = 'PARTY_FIXED' | 'LAST_MEMBER'

/** What is said about refusals of changing who comes, as in `messages.ts`. */
export const PARTY_MESSAGES: {
  [Code in PartyCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  PARTY_FIXED: ({ why }) =>
    ({
      waiting: { text: '候补的时候不能只改一位', hint: '请先退出候补，再按新的人数来。' },
      series: { text: '整期报名的，来的人不能单独改', hint: '哪一节来不了，取消那一节就好。' },
      offering: { text: '这里要按约好的人一起来', hint: '人数有变，请取消后重新约。' },
    })[why],
  LAST_MEMBER: () => ({ text: '只剩这一位了', hint: '都来不了的话，请取消整个预约。' }),
}
