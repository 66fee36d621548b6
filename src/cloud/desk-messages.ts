import type { ErrorDetails } from '@domain/errors'
import { moment } from './say-details'

type DeskCode =
  | 'SPOTS_BOOKED'
  | 'CLOSURE_NOT_FOUND'
  | 'CAPACITY_BELOW_BOOKED'
  | 'APPEAL_DECIDED'
  | 'NOT_FOR_SPACES'
  | 'SESSION_NOT_OVER'
  | 'SESSION_EXCUSED'
  | 'SESSION_OVER'
  | 'SESSION_BEGUN'
  | 'DRAW_COMES_FIRST'
  | 'TIME_NOT_POSSIBLE'
  | 'COUNT_NOT_POSSIBLE'
  | 'NOT_CHECKED_IN'
  | 'UNDO_CLOSED'

/** What is said about refusals of the desk and the board of the day, as in `messages.ts`. */
export const DESK_MESSAGES: {
  [Code in DeskCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  SPOTS_BOOKED: ({ bookings }) => ({
    text: `这段时间已有 ${bookings} 个预约（含打扫时间）`,
    hint: '请避开这些时间，或先和他们商量。',
  }),
  CLOSURE_NOT_FOUND: () => ({ text: '没有找到这次关闭', hint: '请刷新看看，可能已经重新开放了。' }),
  CAPACITY_BELOW_BOOKED: ({ taken }) => ({
    text: `已经约出和预留 ${taken} 个名额`,
    hint: `名额不能少于 ${taken} 个。要减更多，请先和约好的人商量。`,
  }),
  APPEAL_DECIDED: ({ granted }) => ({
    text: granted ? '这条已经通过了' : '这条已经回复过了',
    hint: '别的负责人刚处理过，刷新就能看到。',
  }),
  NOT_FOR_SPACES: () => ({ text: '这里按时段预约，不能这样改', hint: '需要的话，可以临时关闭一部分，或取消这一天。' }),
  SESSION_NOT_OVER: ({ endsAt }) => ({
    text: `这一场 ${moment(endsAt)} 才结束`,
    hint: '结束以后再来设置，谁没来那时才清楚。',
  }),
  SESSION_EXCUSED: ({ reason }) => ({ text: '这一场已经设为不算爽约', hint: `原因：${reason}。刷新就能看到。` }),
  SESSION_OVER: ({ endedAt }) => ({
    text: `这一场 ${moment(endedAt)} 已经结束`,
    hint: '结束了就不能再取消；有人没来，等他说明原因后再处理。',
  }),
  SESSION_BEGUN: ({ startedAt }) => ({
    text: `这一场 ${moment(startedAt)} 已经开始`,
    hint: '开始了就不能改时间，需要的话可以取消这一场。',
  }),
  DRAW_COMES_FIRST: ({ drawAt }) => ({
    text: `${moment(drawAt)} 要抽签，不能改到那之前`,
    hint: '抽签时间已经公布，改期不会提前抽签。请选晚一点的时间，或取消这一场。',
  }),
  TIME_NOT_POSSIBLE: () => ({ text: '这个时间不行', hint: '请选一个还没到、那天也开门的时间，结束要晚于开始。' }),
  COUNT_NOT_POSSIBLE: ({ free, counted }) => ({
    text: free === 0 ? '座位已经满了' : `还有 ${free} 个空座，人工登记的有 ${counted} 位`,
    hint: '刷新看看最新的人数，再记一次。',
  }),
  NOT_CHECKED_IN: () => ({ text: '这个预约现在没有签到', hint: '刷新名单看看，可能已经有人撤销了。' }),
  UNDO_CLOSED: ({ closedAt }) => ({
    text: `${moment(closedAt)} 后不能再撤销签到`,
    hint: '谁没来已经在统计了；记错了的，等对方说明原因后再改。',
  }),
}
