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
    title: '上课提醒',
    labels: { thing1: '课程', time2: '时间', thing3: '地点' },
  },
  offer: {
    templateId: 'nuanfeng-waitlist-offer',
    title: '候补到名额',
    labels: { thing1: '课程', time2: '上课时间', time3: '请在此前确认' },
  },
  ballot: {
    templateId: 'nuanfeng-ballot-result',
    title: '抽签结果',
    labels: { thing1: '课程', thing2: '结果', time3: '上课时间' },
  },
  changed: {
    templateId: 'nuanfeng-class-changed',
    title: '课程变动通知',
    labels: { thing1: '课程', thing2: '变动', time3: '时间', thing4: '原因' },
  },
}
