import { parseTemplates } from '@domain/notices/check'
import { LOCAL_TEMPLATES, type NoticeTemplates } from '@domain/notices/templates'

/** `config/notices.json` at the time of the build, set by the bundler; null: there was none. */
declare const NOTICES_CONFIG: unknown

const config = typeof NOTICES_CONFIG === 'undefined' ? null : NOTICES_CONFIG

/**
 * The message templates of this build. They are checked when the function starts: one with a wrong configuration does not load,
 * and the log says which entry is wrong. Without a configuration, those of the preview, which WeChat does not know.
 */
export const noticeTemplates: Partial<NoticeTemplates> = config === null ? LOCAL_TEMPLATES : parseTemplates(config)
