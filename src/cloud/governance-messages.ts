import type { ErrorDetails } from '@domain/errors'
import { moment } from './say-details'

type GovernanceCode =
  | 'NEED_NOT_FOUND'
  | 'NEED_LIMIT'
  | 'OWN_NEED'
  | 'NEED_CLOSED'
  | 'SUPPORT_FULL'
  | 'MERGE_INTO_OLDER'
  | 'TOPIC_NOT_FOUND'
  | 'TOPIC_CLOSED'
  | 'TOPIC_CHANGED'
  | 'TOPIC_EDITED'
  | 'VOTE_DATE_WRONG'
  | 'NOT_VERIFIED'
  | 'VOTE_DIFFERS'
  | 'PROJECT_NOT_FOUND'
  | 'PROJECT_CLOSED'
  | 'PROJECT_EDITED'
  | 'TOPIC_NOT_ADOPTED'
  | 'CLOSE_REASON_NEEDED'

/** What is said about refusals of needs and topics, as in `messages.ts`. */
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
  TOPIC_NOT_FOUND: () => ({ text: '没有找到这个议题', hint: '可能链接不完整，请回到议题列表看看。' }),
  TOPIC_CLOSED: ({ state }) =>
    ({
      gathering: { text: '还没有开始表决', hint: '开始了这里就能表态。' },
      voting: { text: '现在是表决的时候', hint: '截止以后才能办这一步。' },
      counted: { text: '表决已经结束了', hint: '请看结果。' },
      decided: { text: '这个议题已经定下来了', hint: '请看公布的决定和理由。' },
    })[state],
  TOPIC_CHANGED: () => ({ text: '议题刚刚改过', hint: '请看看现在的样子，再决定支不支持。' }),
  TOPIC_EDITED: () => ({ text: '刚被同事改过', hint: '请看看现在的样子，再改。' }),
  VOTE_DATE_WRONG: ({ from, to }) => ({ text: '表决的最后一天不合适', hint: `请选 ${from} 到 ${to} 之间的一天。` }),
  NOT_VERIFIED: () => ({
    text: '来过中心的家庭才能表决',
    hint: '近一年在任何一个中心签到过一次就行；也可以到中心柜台用纸票。',
  }),
  VOTE_DIFFERS: () => ({ text: '和同事录的不一样', hint: '请两个人一起对照纸票；录错的那位重录一次。' }),
  PROJECT_NOT_FOUND: () => ({ text: '没有找到这个项目', hint: '可能链接不完整，请从议题那里点进来。' }),
  PROJECT_CLOSED: () => ({ text: '这个项目已经办完了', hint: '数字和结果都定下来了，不能再改。' }),
  PROJECT_EDITED: () => ({ text: '刚被改过，或者刚数过', hint: '请看看现在的样子，再改。' }),
  TOPIC_NOT_ADOPTED: () => ({ text: '通过了的议题才能立项', hint: '请先公布决定。' }),
  CLOSE_REASON_NEEDED: ({ ratings, least }) => ({
    text: `来过的人里只有 ${ratings} 个评价`,
    hint: `不到 ${least} 个的话，请写一句为什么。`,
  }),
}
