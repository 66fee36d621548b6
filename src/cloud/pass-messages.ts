import type { ErrorDetails } from '@domain/errors'
import { moment } from './say-details'

type PassCode = 'PASS_NOT_FOUND' | 'PASS_OVER' | 'PASS_LIMIT'

/** What is said about refusals of links to bookings, as in `messages.ts`. */
export const PASS_MESSAGES: {
  [Code in PassCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  PASS_NOT_FOUND: () => ({ text: '这个链接不能用了', hint: '可能已经收回，请家人再发一次。' }),
  PASS_OVER: () => ({ text: '这个预约已经过去了', hint: '下一次来，请家人再发一张新的。' }),
  PASS_LIMIT: ({ most, until }) => ({
    text: '今天发的链接太多了',
    hint: `一天最多 ${most} 个，请等到 ${moment(until)} 再发。`,
  }),
}
