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

type Words = { [Code in ErrorCode]?: (detail: ErrorDetails[Code]) => Message }

/** When somebody cannot be booked for this session. */
const BOOKING: Words = {
  SESSION_CANCELLED: () => ({ text: '这一场取消了', hint: '请换一场。' }),
  SESSION_OVER: ({ endedAt }) => ({ text: `这一场 ${sayMoment(endedAt, cloudNow())} 已经结束`, hint: '请换一场。' }),
  BOOKING_CLOSED: ({ closedAt }) => ({
    text: `这一场 ${sayMoment(closedAt, cloudNow())} 已经结束，没有登记上`,
    hint: '人已经来过的话，请记在纸上。',
  }),
}

/** Refusals after which staff do something else, by what they do; of all others `STAFF_MESSAGES` says it. */
const INSTEAD: { [Of in Act]?: Words } = {
  bookFor: BOOKING,
  walkIn: {
    ...BOOKING,
    CHECK_IN_TOO_EARLY: ({ opensAt }) => ({
      text: `${sayMoment(opensAt, cloudNow())} 才开始签到`,
      hint: '现在可以先用「代约」给他约上。',
    }),
  },
  letIn: {
    BOOKING_CANCELLED: ({ cancelledAt }) => ({
      text: '这个预约取消了',
      hint: `${sayMoment(cancelledAt, cloudNow())} 取消的。还想进来，可以现场登记。`,
    }),
  },
}

/** The words for an error at the desk, whether the server or the phone has found it. */
export function sayProblem(act: Act, { code, detail }: Pick<CloudError, 'code' | 'detail'>): Message {
  if (code === 'NETWORK') return OFFLINE[act]
  // The table is typed by code; the server guarantees that a detail fits its code.
  const say = INSTEAD[act]?.[code as ErrorCode] as ((detail: CloudError['detail']) => Message) | undefined
  return say ? say(detail) : messageOf({ code, detail, route: 'staff.today' })
}
