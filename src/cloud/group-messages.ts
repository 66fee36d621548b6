import type { ErrorDetails } from '@domain/errors'

type GroupCode =
  | 'GROUP_NOT_FOUND'
  | 'GROUP_CLOSED'
  | 'GROUP_FULL'
  | 'GROUP_LIMIT'
  | 'NOT_HOLDER'
  | 'GROUP_MEMBER_NOT_FOUND'
  | 'HOLDERS_FULL'
  | 'GROUP_CHANGED'
  | 'GROUP_OFFERING_TAKEN'
  | 'PARTNER_NOT_FOUND'
  | 'PARTNER_CHANGED'
  | 'PARTNER_WRONG'
  | 'PARTNER_OFFERING_TAKEN'
  | 'PARTNER_NOT_IN_REVIEW'
  | 'WANT_NOT_FOUND'
  | 'WANT_CHANGED'
  | 'WANT_LIMIT'

/** Texts for what is refused in resident groups and agreements with partners. */
export const GROUP_MESSAGES: {
  [Code in GroupCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  GROUP_NOT_FOUND: () => ({ text: '没有找到这个小组', hint: '看看别的小组。' }),
  GROUP_CLOSED: () => ({ text: '这个小组已经结束了', hint: '看看别的小组，也可以请中心再办一个。' }),
  GROUP_FULL: ({ most }) => ({ text: `已经有 ${most} 人，满了`, hint: '看看别的小组，或请中心再办一个。' }),
  GROUP_LIMIT: ({ most }) => ({ text: `您已经加入了 ${most} 个小组`, hint: '先退出一个，就能加入这个。' }),
  NOT_HOLDER: () => ({ text: '小组负责人才能定', hint: '请告诉负责人，或请中心帮忙。' }),
  GROUP_MEMBER_NOT_FOUND: () => ({ text: '这位成员已经退出了', hint: '请另选一位。' }),
  HOLDERS_FULL: ({ most }) => ({ text: `已经有 ${most} 位负责人了`, hint: '先请其中一位卸任。' }),
  GROUP_CHANGED: () => ({ text: '小组刚刚有变化', hint: '请返回看看现在的样子，再改。' }),
  GROUP_OFFERING_TAKEN: ({ title }) => ({ text: `这门课已经是「${title}」的活动`, hint: '一门课只能算一个小组的。' }),
  PARTNER_NOT_FOUND: () => ({ text: '没有找到这份协议', hint: '请返回看看现在的样子。' }),
  PARTNER_CHANGED: () => ({ text: '协议刚刚有变化', hint: '请返回看看现在的样子，再改。' }),
  PARTNER_WRONG: ({ fault }) =>
    ({
      from: { text: '开始的月份不对', hint: '新协议从这个月或以后开始；签过的不能改开始的月份。' },
      until: { text: '结束的月份不对', hint: '不能早于开始，也不能早于这个月。' },
      long: { text: '协议最长三年', hint: '到期前可以再签一份。' },
      ended: { text: '这份协议已经结束了', hint: '请另签一份。' },
    })[fault],
  PARTNER_OFFERING_TAKEN: ({ name }) => ({ text: `这门课已经在「${name}」的协议里`, hint: '一门课只能算一份协议的。' }),
  PARTNER_NOT_IN_REVIEW: () => ({ text: '这份协议现在不用复核', hint: '可能同事已经复核过了。' }),
  WANT_NOT_FOUND: () => ({ text: '没有找到这一条', hint: '请返回看看现在的样子。' }),
  WANT_CHANGED: () => ({ text: '这一条刚刚有变化', hint: '请返回看看现在的样子，再改。' }),
  WANT_LIMIT: ({ most }) => ({ text: `已经有 ${most} 条了`, hint: '停掉一条，再加新的。' }),
}
