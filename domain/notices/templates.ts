import type { NoticeKind } from '../contracts/views'

/** The parts of the message of each kind, with their Chinese labels. Those in `TIME_PARTS` are moments, the others texts. */
export const NOTICE_PARTS = {
  reminder: { subject: '预约内容', time: '时间', place: '地点' },
  offer: { subject: '预约内容', time: '时间', confirmBy: '确认截止' },
  ballot: { subject: '课程', result: '结果', time: '上课时间' },
  changed: { subject: '预约内容', change: '变动', time: '时间', reason: '原因' },
  need: { subject: '需求', change: '进展', time: '时间' },
  opened: { subject: '课程', time: '上课时间', place: '地点' },
} as const satisfies Record<NoticeKind, Record<string, string>>

/** Names of the parts of a kind's message. */
export type NoticePart<Kind extends NoticeKind = NoticeKind> = Kind extends NoticeKind
  ? keyof (typeof NOTICE_PARTS)[Kind]
  : never

export const TIME_PARTS: readonly string[] = ['time', 'confirmBy'] satisfies NoticePart[]

/** A template that the account has chosen in the WeChat console from the public library. */
export interface NoticeTemplate {
  templateId: string
  /** The parts that the template has, each with the template's field for it, such as `thing1`. */
  fields: Readonly<Record<string, string>>
  /** Fixed texts of further fields, because WeChat refuses a message that leaves out a field of its template. */
  constants: Readonly<Record<string, string>>
}

export type NoticeTemplates = Readonly<Record<NoticeKind, NoticeTemplate>>

/**
 * The templates of the preview and the tests. WeChat does not know them, and the app never asks for consent to them; those of
 * an account are read from `config/notices.json` when the product is built.
 */
export const LOCAL_TEMPLATES: NoticeTemplates = {
  reminder: local('class-reminder', { subject: 'thing1', time: 'time2', place: 'thing3' }),
  offer: local('waitlist-offer', { subject: 'thing1', time: 'time2', confirmBy: 'time3' }),
  ballot: local('ballot-result', { subject: 'thing1', result: 'thing2', time: 'time3' }),
  changed: local('class-changed', { subject: 'thing1', change: 'thing2', time: 'time3', reason: 'thing4' }),
  need: local('need-news', { subject: 'thing1', change: 'thing2', time: 'time3' }),
  opened: local('class-opened', { subject: 'thing1', time: 'time2', place: 'thing3' }),
}

/** What the preview shows above a message of each kind; on the platform it belongs to the template. */
export const NOTICE_TITLES: Readonly<Record<NoticeKind, string>> = {
  reminder: '预约开始提醒',
  offer: '轮到您了，请确认',
  ballot: '抽签结果',
  changed: '预约变动通知',
  need: '需求进展通知',
  opened: '有新课了',
}

/** Whether an id can be one of the platform's template ids, which are 43 characters; any other is a placeholder. */
export function isPlatformTemplateId(id: string): boolean {
  return /^[\w-]{43}$/.test(id)
}

function local(name: string, fields: NoticeTemplate['fields']): NoticeTemplate {
  return { templateId: `nuanfeng-${name}`, fields, constants: {} }
}
