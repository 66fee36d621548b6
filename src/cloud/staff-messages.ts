import type { ErrorDetails } from '@domain/errors'
import { localClock, sayLength, saySpan } from '@domain/time'
import { cloudNow } from './clock'
import type { CallFailure } from './errors'
import { moment, saySlotStarts } from './say-details'

type Details = ErrorDetails & Record<CallFailure, null>

const AGAIN = '请刷新再看，可能同事刚改过。'

/**
 * What is said to staff about refusals of which residents are told something else: what staff do about it, and never to ask the
 * centre. Pages of staff load it: `alsoSayToStaff`.
 */
export const STAFF_MESSAGES: { [Code in keyof Details]?: (detail: Details[Code]) => { text: string; hint?: string } } =
  {
    QUOTA: () => ({ text: '现在用的人太多了', hint: '请过几分钟再试；急的先记在纸上。' }),

    CENTRE_NOT_FOUND: () => ({ text: '没有找到这个中心', hint: '请返回重新选；一直这样，请联系系统管理员。' }),
    OFFERING_NOT_FOUND: () => ({ text: '没有找到这门课或这个地方', hint: '可能已经停办，请刷新再选。' }),
    SESSION_NOT_FOUND: () => ({ text: '没有找到这一场', hint: '可能已经撤回，请刷新再看。' }),
    BOOKING_NOT_FOUND: () => ({ text: '没有找到这个预约', hint: '刷新名单看看，可能同事刚处理过。' }),
    MEMBER_NOT_FOUND: () => ({ text: '这个人已经不在这个预约里', hint: '刷新名单看看，可能同事刚处理过。' }),
    STATION_NOT_FOUND: () => ({ text: '没有找到这个驿站', hint: '请刷新再看；一直这样，请联系系统管理员。' }),
    SESSION_CANCELLED: () => ({ text: '这一场已经取消了', hint: '请刷新看看，可能同事刚取消的。' }),

    SESSION_FULL: ({ seatsLeft, waiting }) => ({
      text: seatsLeft > 0 ? `只剩 ${seatsLeft} 个名额了` : '没有名额了',
      hint:
        waiting > 0
          ? `空名额要先留给候补的 ${waiting} 家。要加人，请负责人「调整名额」。`
          : '有人没来，可以先取消他的代约；要加人，请负责人「调整名额」。',
    }),
    BALLOT_ONLY: ({ drawAt }) => ({
      text: `空名额要等 ${moment(drawAt)} 抽签`,
      hint: '现在只能用预留的名额；想要空名额，请对方在小程序里登记抽签。',
    }),
    SERIES_ONLY: () => ({
      text: '这门课整期一起约，空名额留给报名整期的',
      hint: '请对方或家人在小程序里「报名整期」。现在只能用预留的名额；开课后还空着的，当天可以现场登记。',
    }),
    TIME_OVERLAP: ({ title, startsAt }) => ({
      text: `他同一时间约了「${title}」（${moment(startsAt)}）`,
      hint: '换一场，或先取消那一场。',
    }),
    BOOKING_NOT_OPEN: ({ opensAt }) => ({ text: `${moment(opensAt)} 开始预约`, hint: '到时间再给他约。' }),
    BOOKING_CLOSED: ({ closedAt }) => ({ text: `${moment(closedAt)} 已停止预约`, hint: '请换一场给他约。' }),
    SESSION_MOVED: ({ startsAt, endsAt }) => ({
      text: `这一场刚改到 ${saySpan(startsAt, endsAt, cloudNow())}`,
      hint: '问问他新的时间行不行，再约一次。',
    }),
    BIRTH_MONTH_NEEDED: () => ({ text: '还不知道他的出生年月', hint: '请他在小程序里补上，或请家里人补上。' }),
    TOO_YOUNG: ({ ageMin }) => ({ text: `这一场要满 ${ageMin} 岁`, hint: '请给他换一场。' }),
    TOO_OLD: ({ ageMax }) => ({ text: `这一场到 ${ageMax} 岁为止`, hint: '请给他换一场。' }),
    ADULT_NEEDED: () => ({ text: '亲子课要有一位大人陪着', hint: '大人来不了，请取消整个预约。' }),
    CHILD_NEEDED: () => ({ text: '亲子课要带孩子一起来', hint: '孩子来不了，请取消整个预约。' }),
    ALREADY_BOOKED: () => ({ text: '这个名字和尾号已经约过这一场', hint: '在名单里就能找到他；要改，先取消再约。' }),
    ACTIVE_LIMIT: ({ max }) => ({ text: `他已经有 ${max} 个预约`, hint: '去完或取消一个，才能再约。' }),
    PAUSED: ({ until, count }) => ({
      text: `他 ${moment(until)} 前不能约新的`,
      hint: `近半年有 ${count} 次约了没来。说明过原因的，请负责人在「没来的原因」里处理。`,
    }),
    ORDER_NEEDED: () => ({ text: '这一餐要先点菜', hint: '请到「食堂收银台」替他订餐。' }),
    PARTY_FIXED: () => ({ text: '这里不能只取消一位', hint: '请取消整个预约，或请对方重新约。' }),

    CANCEL_CLOSED: ({ cancelUntil }) => ({
      text: `${moment(cancelUntil)} 起这份餐在路上，不能取消`,
      hint: '没送成的话，请送餐的同事在「食堂送餐」里记下原因。',
    }),
    ALREADY_CHECKED_IN: ({ at }) => ({
      text: `他 ${localClock(at)} 已经签到或取餐`,
      hint: '签错了的，请先撤销签到，再取消。',
    }),
    NO_SHOW_NOT_FOUND: () => ({ text: '没有找到这条记录', hint: '请刷新再看，可能同事刚处理过。' }),

    UNIT_NOT_FOUND: () => ({ text: '没有找到这个座位', hint: '请刷新再选一个。' }),
    SPAN_OFF_GRID: ({ slot }) => ({
      text: '不能只关这一段',
      hint: slot === null ? '这里是整场预约的，请关整场。' : saySlotStarts(slot),
    }),
    SPAN_TOO_SHORT: ({ min }) => ({ text: `至少要 ${sayLength(min)}`, hint: '把结束时间往后挪一挪。' }),
    SPOT_CLOSED: ({ unit, reason }) => ({
      text: `${unit ?? '这里'}这个时段已经不开放：${reason}`,
      hint: '要改的话，先重新开放原来那一次。',
    }),

    STATION_CLOSED: ({ reason }) => ({
      text: reason ?? '驿站现在没开门',
      hint: reason === null ? '没开门的时候不用记人数。' : '要提前开门，请点「重新开放」。',
    }),

    NOT_A_SITTING: () => ({ text: '没有找到这一餐', hint: AGAIN }),
    ROUND_NEEDED: () => ({ text: '还没选送餐线路', hint: '请选送到哪个小区。' }),
    ALREADY_ORDERED: () => ({
      text: '他这一餐已经订过了',
      hint: '每人每餐只有一份优惠。要改的话，请先取消那一份。',
    }),
    PAYMENT_NOT_OFFERED: () => ({ text: '这里还没有开通在线付款', hint: '请先请市里登记收款的商户，再打开。' }),
    RELATION_OWN: () => ({ text: '这是他自己的码', hint: '请输入替他订餐的人手机上的码。' }),
    RELATION_LIMIT: ({ max }) => ({ text: `一个人最多和 ${max} 位家人互相帮订`, hint: '请他在小程序里先解除一位。' }),

    TASK_NOT_FOUND: () => ({ text: '没有找到这个任务', hint: AGAIN }),
    GOOD_NOT_FOUND: () => ({ text: '没有找到这样东西', hint: AGAIN }),
    DEED_NOT_FOUND: () => ({ text: '没有找到这件事', hint: '请刷新再看，可能已经有人确认过了。' }),
    OWN_DEED: () => ({ text: '自家的事要别人来看', hint: '请别的同事来办。' }),
    POINTS_SHORT: ({ spendable, points }) => ({
      text: `他家能用的还差 ${Math.max(1, points - spendable)} 分`,
      hint: '公示中的积分，公示完才能分。',
    }),
    PANEL_MISSING: () => ({
      text: '评议小组现在定不了',
      hint: '请先在「红色积分」里补上组员：除去有关的，还要至少三位，其中一位从外面来。',
    }),
    ALREADY_VOTED: () => ({ text: '这个人已经投过了', hint: '请对照纸票看看名字和尾号。' }),

    SHIFT_NOT_FOUND: () => ({ text: '没有找到这个班次', hint: AGAIN }),
    SHIFT_CLOSED: ({ why }) =>
      ({
        begun: { text: '这一班已经有人签到了', hint: '不能取消，他们的时长要算；没来的不签到就好。' },
        over: { text: '这一班已经结束了', hint: '漏了的时长，可以手工补。' },
        cancelled: { text: '这一班取消了', hint: AGAIN },
      })[why],

    GROUP_NOT_FOUND: () => ({ text: '没有找到这个小组', hint: AGAIN }),
    GROUP_CLOSED: () => ({ text: '这个小组已经结束了', hint: '还想办的话，请另建一个小组。' }),
    TOPIC_CLOSED: ({ state }) =>
      ({
        gathering: { text: '还没有开始表决', hint: '先在「议题」里开始表决。' },
        voting: { text: '现在是表决的时候', hint: '截止以后才能办这一步。' },
        counted: { text: '表决已经结束了', hint: '请看结果。' },
        decided: { text: '这个议题已经定下来了', hint: '请看公布的决定和理由。' },
      })[state],
    STARS_NOT_FOUND: () => ({ text: '这里没有参加这一年的评价', hint: AGAIN }),
    CONTEST_NOT_FOUND: () => ({ text: '没有找到这一项', hint: AGAIN }),

    INVITATION_NOT_FOUND: () => ({ text: '这个邀请已经没有了', hint: '可能撤回了或者过期了；需要的话，请重新邀请。' }),
    INVITATION_USED: () => ({ text: '这个邀请已经有人用了', hint: '他已经加入，刷新就能看到。' }),
  }
