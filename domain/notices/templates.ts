import type { NoticeKind } from '../contracts/views'

/** A subscription message template, as chosen in the WeChat console from the public library. */
export interface NoticeTemplate {
  templateId: string
  /** What the phone shows above the message. */
  title: string
  /** Field name of the template to the Chinese label the phone shows. */
  labels: Record<string, string>
}

/**
 * Templates of the mini-program. The ids come from the console of the appid in use (see docs/deploy.md). They are not
 * secret: the client needs them to ask for consent.
 */
export const NOTICE_TEMPLATES: Record<NoticeKind, NoticeTemplate> = {
  reminder: {
    templateId: 'nuanfeng-class-reminder',
    title: '预约开始提醒',
    labels: { thing1: '预约内容', time2: '时间', thing3: '地点' },
  },
  offer: {
    templateId: 'nuanfeng-waitlist-offer',
    title: '轮到您了，请确认',
    labels: { thing1: '预约内容', time2: '时间', time3: '确认截止' },
  },
  ballot: {
    templateId: 'nuanfeng-ballot-result',
    title: '抽签结果',
    labels: { thing1: '课程', thing2: '结果', time3: '上课时间' },
  },
  changed: {
    templateId: 'nuanfeng-class-changed',
    title: '预约变动通知',
    labels: { thing1: '预约内容', thing2: '变动', time3: '时间', thing4: '原因' },
  },
}
