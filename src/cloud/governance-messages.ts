import type { ErrorDetails } from '@domain/errors'
import { moment } from './say-details'

type GovernanceCode = 'NEED_NOT_FOUND' | 'NEED_LIMIT' | 'OWN_NEED' | 'NEED_CLOSED' | 'SUPPORT_FULL' | 'MERGE_INTO_OLDER'

/** What is said about refusals of needs, as in `messages.ts`. */
export const GOVERNANCE_MESSAGES: {
  [Code in GovernanceCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  NEED_NOT_FOUND: () => ({ text: '没有找到这条需求', hint: '可能链接不完整，请回到需求列表看看。' }),
  NEED_LIMIT: ({ most, until }) => ({
    text: `您家这几天已经提了 ${most} 条`,
    hint: `${moment(until)}以后可以再提；别人提过的，点「我也需要」就行。`,
  }),
  OWN_NEED: () => ({ text: '这是您家提的', hint: '邻居点「我也需要」才算数。' }),
  NEED_CLOSED: ({ state }) =>
    state === 'merged'
      ? { text: '它已经并到另一条里了', hint: '请看并进去的那一条。' }
      : { text: '这条需求已经答复过了', hint: '刷新看看现在的样子。' },
  SUPPORT_FULL: ({ most }) => ({ text: `已经有 ${most} 家说需要了`, hint: '够多了，不用再点，中心看得到。' }),
  MERGE_INTO_OLDER: () => ({ text: '只能并到更早提的那条里', hint: '请反过来，把晚提的并进早提的。' }),
}
