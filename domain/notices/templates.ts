import type { NoticeKind } from '../contracts/views'

/**
 * Subscription message templates of the mini-program. The ids come from the WeChat console of the appid in use; the
 * field names are those of the public templates chosen there. They are no secret: the client needs them to ask.
 */
export const NOTICE_TEMPLATES: Record<NoticeKind, { templateId: string }> = {
  reminder: { templateId: 'nuanfeng-class-reminder' },
}
