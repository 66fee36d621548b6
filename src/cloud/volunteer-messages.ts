import type { ErrorDetails } from '@domain/errors'
import { HOUR, sayDatedSpan, sayLength } from '@domain/time'

type VolunteerCode =
  | 'SHIFT_NOT_FOUND'
  | 'VOLUNTEER_NOT_FOUND'
  | 'SHIFT_CLOSED'
  | 'SHIFT_FULL'
  | 'SHIFT_CLASH'
  | 'DAY_HOURS_FULL'
  | 'SHIFT_LIMIT'
  | 'SHIFT_MARK_WRONG'
  | 'HOURS_NOT_OPEN'
  | 'MANUAL_TOO_LONG'
  | 'OWN_HOURS'
  | 'NOT_GUIDE'
  | 'MANUAL_LIMIT'
  | 'NO_HOURS'
  | 'CERTIFICATE_NOT_FOUND'
  | 'SHIFT_CHANGED'
  | 'SHIFT_WRONG'
  | 'GUIDE_FULL'
  | 'PAPER_NOT_FOUND'
  | 'PAPER_DAYS_WRONG'
  | 'PAPER_LIMIT'
  | 'PAPER_DECIDED'
  | 'OWN_PAPER'

/** What is said about refusals of volunteers, as in `messages.ts`. */
export const VOLUNTEER_MESSAGES: {
  [Code in VolunteerCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  SHIFT_NOT_FOUND: () => ({ text: '没有找到这个班次', hint: '看看别的班次。' }),
  VOLUNTEER_NOT_FOUND: () => ({
    text: '没有找到这位志愿者',
    hint: '请核对 8 位数字；没报过名的，先在「志愿服务」里登记。',
  }),
  SHIFT_CLOSED: ({ why }) =>
    ({
      begun: { text: '这一班已经开始了', hint: '来不了的话，请打电话告诉中心。' },
      over: { text: '这一班已经结束了' },
      cancelled: { text: '这一班取消了', hint: '看看别的班次。' },
    })[why],
  SHIFT_FULL: ({ places }) => ({ text: `${places} 个人都满了`, hint: '看看别的时间，也一样需要您。' }),
  SHIFT_CLASH: ({ startsAt, endsAt, rest }) =>
    rest > 0
      ? {
          text: `和您 ${sayDatedSpan(startsAt, endsAt)} 的班离得太近`,
          hint: `换一个地方，中间至少留 ${sayLength(rest)}。`,
        }
      : { text: `和您 ${sayDatedSpan(startsAt, endsAt)} 的班撞了`, hint: '两个班只能去一个。' },
  DAY_HOURS_FULL: ({ max }) => ({ text: `一天最多服务 ${max / HOUR} 小时`, hint: '身体要紧，换一天再来。' }),
  SHIFT_LIMIT: ({ max }) => ({ text: `您已经报了 ${max} 个班`, hint: '做完几个再报。' }),
  SHIFT_MARK_WRONG: ({ fault }) =>
    ({
      early: { text: '还早，开始前半小时才能签到' },
      late: { text: '太晚了，签不上了', hint: '请带班的同事补时长。' },
      twice: { text: '已经签过了' },
      'not-in': { text: '还没有签到', hint: '先签到，走的时候再签退。' },
    })[fault],
  HOURS_NOT_OPEN: () => ({ text: '这份时长现在不用处理', hint: '可能有人处理过了，也可能过了期限。' }),
  MANUAL_TOO_LONG: ({ max }) => ({ text: `这一班只有 ${max} 分钟`, hint: '补的时长不能比这一班还长。' }),
  OWN_HOURS: () => ({ text: '自己的时长要别人来确认', hint: '手工补的，要请别的中心核准。' }),
  NOT_GUIDE: () => ({ text: '请带班的同事签字', hint: '中心负责人也可以签。' }),
  MANUAL_LIMIT: ({ percent }) => ({
    text: `手工补的时长超过全年的 ${percent}%`,
    hint: '请他们提醒大家到了签到、走时签退。',
  }),
  NO_HOURS: () => ({ text: '还没有时长', hint: '来做一次志愿者，就能开证明。' }),
  CERTIFICATE_NOT_FOUND: () => ({ text: '没有查到这份证明', hint: '请核对 12 位编号。' }),
  SHIFT_CHANGED: () => ({ text: '刚被同事改过，或者刚有人报名', hint: '请看看现在的样子，再改。' }),
  SHIFT_WRONG: ({ fault }) =>
    ({
      times: { text: '时间不对', hint: '结束要晚于开始，一班最长 8 小时。' },
      past: { text: '这个时间已经过了' },
      apart: { text: '离活动的时间太远', hint: '最多提前或推后 3 小时。' },
      subject: { text: '没有找到这场活动', hint: '它可能取消了，请重新选。' },
      guide: { text: '带班的要是本中心的同事' },
      taken: { text: '已经有人报名，时间不能改了', hint: '可以取消这一班，另开一班。' },
      places: { text: '人数不能少于已经报名的' },
    })[fault],
  GUIDE_FULL: ({ max }) => ({ text: `一位同事同一时间最多带 ${max} 人`, hint: '减少人数，或者请另一位同事带。' }),
  PAPER_NOT_FOUND: () => ({ text: '没有找到这张证书', hint: '请返回看看现在的样子。' }),
  PAPER_DAYS_WRONG: () => ({ text: '证书的日期不对', hint: '要今天还有效；请照着证书再看一遍。' }),
  PAPER_LIMIT: ({ waiting }) =>
    waiting > 0
      ? { text: `有 ${waiting} 张证书在等核对`, hint: '等核对完，再登记新的。' }
      : { text: '登记的证书太多了', hint: '请联系市县的管理员。' },
  PAPER_DECIDED: () => ({ text: '这张证书已经核对过了', hint: '请返回看看现在的样子。' }),
  OWN_PAPER: () => ({ text: '自己的证书要别人来核对', hint: '请另一位管理员来看。' }),
}
