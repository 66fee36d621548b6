import type { ErrorDetails } from '@domain/errors'

type RelationCode =
  | 'RELATION_CODE_NOT_FOUND'
  | 'RELATION_OWN'
  | 'RELATION_LIMIT'
  | 'RELATION_NOT_FOUND'
  | 'REPEATED_LIMIT'
  | 'REPEATED_UNTIL'
  | 'REPEATED_NOT_FOUND'

/** Texts for what is refused when somebody orders for an elder, or every week. */
export const RELATION_MESSAGES: {
  [Code in RelationCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  RELATION_CODE_NOT_FOUND: () => ({ text: '没有找到这个码', hint: '码十分钟有效。请对方再打开一次，照着输。' }),
  RELATION_OWN: () => ({ text: '这是您自己的码', hint: '请输入对方手机上的码。' }),
  RELATION_LIMIT: ({ max }) => ({ text: `一个人最多和 ${max} 位家人互相帮订`, hint: '先解除一位，就能再加。' }),
  REPEATED_LIMIT: ({ max }) => ({ text: `最多安排 ${max} 个每周自动订`, hint: '先停一个，就能再安排。' }),
  REPEATED_UNTIL: ({ days }) => ({ text: '最后一天不对', hint: `从今天起，最远 ${days} 天。` }),
  REPEATED_NOT_FOUND: () => ({ text: '这个安排已经没有了', hint: '请返回看看现在的样子。' }),
  RELATION_NOT_FOUND: () => ({ text: '现在不能帮这位家人订了', hint: '可能已经解除。需要的话，请再加一次。' }),
}
