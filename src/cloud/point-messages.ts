import type { ErrorDetails } from '@domain/errors'
import { atLocal, sayDay } from '@domain/time'
import { cloudNow } from './clock'

type PointCode =
  | 'TASK_NOT_FOUND'
  | 'TASK_CLOSED'
  | 'DEED_DATE_WRONG'
  | 'HOURS_WRONG'
  | 'ALREADY_REPORTED'
  | 'DEED_NOT_FOUND'
  | 'OWN_DEED'
  | 'DEED_NOT_OPEN'
  | 'PANEL_MISSING'
  | 'ALREADY_VOTED'
  | 'RECLAIM_LATE'
  | 'HOUSEHOLD_NOT_FOUND'
  | 'OWN_HOUSEHOLD'
  | 'GOOD_NOT_FOUND'
  | 'GOOD_GONE'
  | 'POINTS_SHORT'
  | 'REDEMPTION_LIMIT'
  | 'REDEMPTION_NOT_FOUND'
  | 'REDEMPTION_OVER'
  | 'POINTS_CHANGED'
  | 'STOCK_SHORT'
  | 'PANEL_INVALID'
  | 'HONOUR_NOT_FOUND'
  | 'HONOUR_NOT_OPEN'
  | 'OWN_HONOUR'
  | 'ALREADY_NOMINATED'

/** What is said about refusals of points, as in `messages.ts`. */
export const POINT_MESSAGES: {
  [Code in PointCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  TASK_NOT_FOUND: () => ({ text: '没有找到这个任务', hint: '它可能撤下了，看看别的任务。' }),
  TASK_CLOSED: () => ({ text: '这个任务停了', hint: '看看别的任务。' }),
  DEED_DATE_WRONG: ({ from }) => ({
    text: '只能记最近做的',
    hint: `最早可以记 ${sayDay(atLocal(from), cloudNow())}的。`,
  }),
  HOURS_WRONG: ({ max }) =>
    max === null ? { text: '这个任务不按小时算' } : { text: `请选做了几小时，最多 ${max} 小时` },
  ALREADY_REPORTED: () => ({ text: '您家已经记过了', hint: '一家人一起做，记一次就好。' }),
  DEED_NOT_FOUND: () => ({ text: '没有找到这件事', hint: '可能已经有人确认过了，或者链接不完整。' }),
  OWN_DEED: () => ({ text: '自家的事要别人来看', hint: '请邻居或者工作人员确认。' }),
  DEED_NOT_OPEN: ({ state }) => ({ text: sayDeedClosed(state) }),
  PANEL_MISSING: () => ({ text: '这里还没有评议小组', hint: '请直接告诉中心的工作人员。' }),
  ALREADY_VOTED: () => ({ text: '您已经表过态了' }),
  RECLAIM_LATE: ({ days }) => ({ text: '过了太久，不能收回了', hint: `公示结束后 ${days} 天里可以收回。` }),
  HOUSEHOLD_NOT_FOUND: () => ({ text: '没有找到这个编号的人家', hint: '请核对编号，在他们的「我的 → 我的编号」里。' }),
  OWN_HOUSEHOLD: () => ({ text: '自己家的分请同事来办' }),
  GOOD_NOT_FOUND: () => ({ text: '没有找到这样东西', hint: '它可能撤下了，看看别的。' }),
  GOOD_GONE: () => ({ text: '刚刚换完了', hint: '积分没有动。补了货这里会再出现。' }),
  POINTS_SHORT: ({ spendable, points }) => ({
    text: `还差 ${Math.max(1, points - spendable)} 分`,
    hint: '公示中的积分，公示完就能用。',
  }),
  REDEMPTION_LIMIT: ({ max }) => ({ text: `您家还有 ${max} 样没拿`, hint: '先拿走或者退掉一样，再换。' }),
  REDEMPTION_NOT_FOUND: () => ({ text: '没有找到这个兑换码', hint: '请核对 8 位数字，也可能是别的中心的。' }),
  REDEMPTION_OVER: () => ({ text: '这样东西已经拿走或者退掉了', hint: '刷新看看现在的样子。' }),
  POINTS_CHANGED: () => ({ text: '刚被同事改过', hint: '请看看现在的样子，再改。' }),
  STOCK_SHORT: ({ left }) => ({ text: `库里只有 ${left} 件`, hint: '减少的数量不能比库存多。' }),
  PANEL_INVALID: ({ fault, least }) =>
    ({
      'too-few': { text: `评议小组至少 ${least} 个人` },
      'no-supervisor': { text: '要有一位外面来的监督员' },
      twice: { text: '有一位填了两次' },
    })[fault],
  HONOUR_NOT_FOUND: () => ({ text: '没有找到这个荣誉', hint: '刷新看看现在的样子。' }),
  HONOUR_NOT_OPEN: ({ state }) => ({ text: sayHonourClosed(state), hint: '刷新看看现在的样子。' }),
  OWN_HONOUR: () => ({ text: '自己家的荣誉要别人来看' }),
  ALREADY_NOMINATED: () => ({
    text: '这半年已经推荐过了',
    hint: '同一种荣誉半年推荐一次；已经得了的，不用再推荐。',
  }),
}

/** Why nothing can be done about an honour in this state. */
function sayHonourClosed(state: ErrorDetails['HONOUR_NOT_OPEN']['state']): string {
  return {
    nominated: '这家人还没答应',
    review: '评议小组正在评',
    listed: '已经在公示了',
    disputed: '评议小组正在评',
    awarded: '公示已经结束，荣誉已经给了',
    rechecking: '评议小组正在复查',
    lapsed: '太久没有答应，已经作废了',
    declined: '这家人没有要',
    refused: '评议小组没有通过',
    expired: '期限到了',
    returned: '这家人退回了',
    revoked: '已经取消了',
  }[state]
}

/** Why nothing can be done about a deed in this state. */
function sayDeedClosed(state: ErrorDetails['DEED_NOT_OPEN']['state']): string {
  return {
    done: '还没有人确认，先不用',
    listed: '已经确认过，在公示了',
    disputed: '评议小组正在评',
    final: '公示已经结束了',
    refused: '评议小组没有通过这件事',
    lapsed: '太久没人确认，已经作废了',
    reclaimed: '这件事的分已经收回了',
  }[state]
}
