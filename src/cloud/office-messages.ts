import type { ErrorDetails } from '@domain/errors'
import { moment } from './say-details'

type OfficeCode =
  | 'INVITATION_NOT_FOUND'
  | 'DRAFT_NOT_FOUND'
  | 'PUBLICATION_NOT_FOUND'
  | 'OFFERING_CHANGED'
  | 'DRAFT_CHANGED'
  | 'CENTRE_CHANGED'
  | 'DRAFT_PUBLISHED'
  | 'PLAN_INVALID'
  | 'TIMETABLE_CLASH'
  | 'AGREEMENT_ENDS'
  | 'PUBLICATION_BOOKED'
  | 'PERSON_NOT_FOUND'
  | 'INVITATION_EXPIRED'
  | 'INVITATION_USED'
  | 'INVITATION_OWN'
  | 'INVITATION_LIMIT'
  | 'STAFF_ROW_WRONG'
  | 'EXPECTED_LIMIT'
  | 'ROLE_NOT_HERE'
  | 'OWN_ROLE'
  | 'LAST_MANAGER'

/** What is said about refusals of the back office: people, centres, the timetable, as in `messages.ts`. */
export const OFFICE_MESSAGES: {
  [Code in OfficeCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  INVITATION_NOT_FOUND: () => ({ text: '这个邀请不能用了', hint: '请对方重新出一个邀请码。' }),
  DRAFT_NOT_FOUND: () => ({ text: '没有找到这个草稿', hint: '可能已经删掉了，刷新看看。' }),
  PUBLICATION_NOT_FOUND: () => ({ text: '没有找到这次发布', hint: '请刷新再看。' }),
  OFFERING_CHANGED: ({ by }) => ({ text: `${by ?? '同事'}刚刚也改了`, hint: '您的改动还没保存，请对照着再改一次。' }),
  DRAFT_CHANGED: ({ by }) => ({ text: `${by ?? '同事'}刚刚也改了`, hint: '请看看现在的样子，再决定。' }),
  CENTRE_CHANGED: ({ by }) => ({ text: `${by ?? '同事'}刚刚也改了`, hint: '您的改动还没保存，请对照着再改一次。' }),
  DRAFT_PUBLISHED: () => ({ text: '已经发布了', hint: '请直接改这一场。' }),
  PLAN_INVALID: () => ({ text: '这样排不成', hint: '请检查时间、名额和约的规则。' }),
  TIMETABLE_CLASH: ({ clashes: [first] }) => ({
    text: first ? `${first.what === 'room' ? '教室' : '老师'}和「${first.title}」撞了` : '有冲突，没有发布',
    hint: '请改时间、教室或老师，再发布。',
  }),
  AGREEMENT_ENDS: ({ endsAt }) => ({
    text: `和合伙人的协议到 ${moment(endsAt)} 为止`,
    hint: '请选协议期里的时间，或先在「合伙人」里续签。',
  }),
  PUBLICATION_BOOKED: ({ bookings }) => ({ text: `已经有 ${bookings} 个预约`, hint: '不能撤回了，可以一场一场取消。' }),
  PERSON_NOT_FOUND: () => ({ text: '名单里没有这位同事', hint: '可能已经取消了身份，刷新看看。' }),
  INVITATION_EXPIRED: () => ({ text: '邀请码过期了', hint: '邀请码只在 10 分钟内有效，请对方重新出一个。' }),
  INVITATION_USED: () => ({ text: '邀请码已经用过了', hint: '一个码只能用一次，请对方重新出一个。' }),
  INVITATION_OWN: () => ({ text: '这是您自己出的邀请码', hint: '请让同事来扫。' }),
  INVITATION_LIMIT: ({ most, until }) => ({
    text: '今天邀请的人太多了',
    hint: `一天最多邀请 ${most} 位，请等到 ${moment(until)} 再邀请。`,
  }),
  STAFF_ROW_WRONG: ({ name }) => ({
    text: `「${name}」这一行现在不行，一个都没有导入`,
    hint: '成员可能刚有变动，请重新选一次文件，会说清楚是哪一格。',
  }),
  EXPECTED_LIMIT: ({ most }) => ({
    text: `等着加入的最多 ${most} 位`,
    hint: '请先请他们加入，或撤回不来的，再导入。',
  }),
  ROLE_NOT_HERE: () => ({ text: '这里没有这个身份', hint: '请返回重新选择。' }),
  OWN_ROLE: () => ({ text: '不能改自己的职责', hint: '请另一位负责人或上级来改。' }),
  LAST_MANAGER: () => ({ text: '中心至少要有一位负责人', hint: '请先邀请另一位负责人。' }),
}
