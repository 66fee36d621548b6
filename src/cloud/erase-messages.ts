import type { ErrorDetails } from '@domain/errors'
import { moment } from './say-details'

type EraseCode = 'ERASE_HAS_BOOKINGS'

/** What is said about refusals of erasing an account, as in `messages.ts`. */
export const ERASE_MESSAGES: {
  [Code in EraseCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  ERASE_HAS_BOOKINGS: ({ count, title, startsAt }) => ({
    text: `还有 ${count} 个要去的预约，最近的是「${title}」（${moment(startsAt)}）`,
    hint: '请先到「预约」里取消，或等结束以后再来删除。',
  }),
}
