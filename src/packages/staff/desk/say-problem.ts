import type { ErrorCode, ErrorDetails } from '@domain/errors'
import { sayMoment } from '@domain/time'
import { cloudNow } from '@/cloud/clock'
import type { CloudError } from '@/cloud/errors'
import { type Message, messageOf } from '@/cloud/messages'

/** What staff do at the desk. */
export type Act = 'find' | 'coming' | 'roster' | 'refresh' | 'letIn' | 'walkIn' | 'bookFor' | 'undo' | 'cancel'

/** Without a network only scanning works. Says what is not known, what is kept, and what to do instead. */
const OFFLINE: Record<Act, Message> = {
  find: {
    text: '没连上网，现在按名字找不了',
    hint: '请对方出示签到码：扫码没网也能签。写的字还在，有网了再试一次。',
  },
  coming: {
    text: '没连上网，现在看不到有哪些课',
    hint: '先记下对方的电话，有网了再约好、回他。',
  },
  roster: {
    text: '没连上网，名单打不开',
    hint: '扫码签到没网也能用；名单等有网了再看。',
  },
  refresh: {
    text: '没连上网，名单停在刚才',
    hint: '扫码签到没网也能用；找人、登记、撤销要等有网。',
  },
  letIn: {
    text: '没连上网，不知道签上没有',
    hint: '有网了再试一次，不会签两遍。急的话请对方出示签到码：扫码没网也能签。',
  },
  walkIn: {
    text: '没连上网，不知道登记上没有',
    hint: '填的都还在，有网了再试一次，不会登记两遍。急的话先请进，把人数记在纸上。',
  },
  bookFor: {
    text: '没连上网，不知道约上没有',
    hint: '填的都还在，有网了再试一次，不会约两遍。先记下对方的电话，约好了再回他。',
  },
  undo: {
    text: '没连上网，不知道撤销了没有',
    hint: '写的原因还在，有网了再试一次。',
  },
  cancel: {
    text: '没连上网，不知道取消了没有',
    hint: '有网了再试一次，名额不会放回两遍。',
  },
}

/** Refusals after which staff do something else than residents. */
const FOR_STAFF: { [Code in ErrorCode]?: (detail: ErrorDetails[Code]) => Message } = {
  SESSION_FULL: ({ seatsLeft, waiting }) => ({
    text: seatsLeft > 0 ? `只剩 ${seatsLeft} 个名额了` : '没有名额了',
    hint:
      waiting > 0
        ? `空名额要先留给候补的 ${waiting} 家。要加人，请负责人「调整名额」。`
        : '有人没来，可以先取消他的代约；要加人，请负责人「调整名额」。',
  }),
  BALLOT_ONLY: ({ drawAt }) => ({
    text: `空名额要等 ${sayMoment(drawAt, cloudNow())} 抽签`,
    hint: '现在只能用预留的名额；想要空名额，请对方在小程序里登记抽签。',
  }),
  SERIES_ONLY: () => ({
    text: '这门课整期一起约，空名额留给报名整期的',
    hint: '请对方或家人在小程序里「报名整期」。现在只能用预留的名额；开课后还空着的，当天可以现场登记。',
  }),
  SESSION_CANCELLED: () => ({ text: '这一场取消了', hint: '请换一场。' }),
  SESSION_OVER: ({ endedAt }) => ({ text: `这一场 ${sayMoment(endedAt, cloudNow())} 已经结束`, hint: '请换一场。' }),
  BOOKING_CLOSED: ({ closedAt }) => ({
    text: `这一场 ${sayMoment(closedAt, cloudNow())} 已经结束，没有登记上`,
    hint: '人已经来过的话，请记在纸上。',
  }),
  BOOKING_NOT_FOUND: () => ({ text: '没有找到这个预约', hint: '刷新名单看看，可能同事刚处理过。' }),
  BOOKING_CANCELLED: ({ cancelledAt }) => ({
    text: '这个预约取消了',
    hint: `${sayMoment(cancelledAt, cloudNow())} 取消的。还想进来，可以现场登记。`,
  }),
  ALREADY_BOOKED: () => ({ text: '这个名字和尾号已经约过这一场', hint: '在名单里就能找到他；要换人数，先取消再约。' }),
  ADULT_NEEDED: () => ({ text: '亲子课要有一位大人陪着', hint: '大人来不了，请取消整个预约。' }),
  CHILD_NEEDED: () => ({ text: '亲子课要带孩子一起来', hint: '孩子来不了，请取消整个预约。' }),
  PARTY_FIXED: () => ({ text: '这里不能只取消一位', hint: '请取消整个预约，或请对方重新约。' }),
  MEMBER_NOT_FOUND: () => ({ text: '这个人已经不在这个预约里', hint: '刷新名单看看，可能同事刚处理过。' }),
  ALREADY_CHECKED_IN: () => ({ text: '他已经签到了', hint: '要取消，请先撤销签到。' }),
  TIME_OVERLAP: ({ title, startsAt }) => ({
    text: `他同一时间约了「${title}」（${sayMoment(startsAt, cloudNow())}）`,
    hint: '换一场，或先取消那一场。',
  }),
  CHECK_IN_TOO_EARLY: ({ opensAt }) => ({
    text: `${sayMoment(opensAt, cloudNow())} 才开始签到`,
    hint: '现在可以先用「代约」给他约上。',
  }),
}

/** The words for an error at the desk. */
export function sayProblem(act: Act, { code, detail }: Pick<CloudError, 'code' | 'detail'>): Message {
  if (code === 'NETWORK') return OFFLINE[act]
  // The table is typed by code; the server guarantees that a detail fits its code.
  const say = FOR_STAFF[code as ErrorCode] as ((detail: CloudError['detail']) => Message) | undefined
  return say ? say(detail) : messageOf({ code, detail })
}
