import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseTemplates } from '../../domain/notices/check'
import { LOCAL_TEMPLATES, type NoticeTemplates } from '../../domain/notices/templates'

/**
 * The configuration of the account's message templates as text: `config/notices.json`, or the file that NOTICES_FILE names.
 * 'null' when there is none: then no message is sent on the platform. Throws when an entry is wrong.
 */
export function noticesConfig(root: string, named = process.env.NOTICES_FILE): string {
  const file = named ? resolve(root, named) : join(root, 'config', 'notices.json')
  if (!named && !existsSync(file)) return 'null'
  const config: unknown = JSON.parse(readFileSync(file, 'utf8'))
  parseTemplates(config)
  return JSON.stringify(config)
}

/** The templates that functions of this build use. */
export function noticeTemplates(root: string): Partial<NoticeTemplates> {
  const config: unknown = JSON.parse(noticesConfig(root))
  return config === null ? LOCAL_TEMPLATES : parseTemplates(config)
}

/** The template ids that the app may ask for consent to, by kind, as text. */
export function noticeIds(root: string, named = process.env.NOTICES_FILE): string {
  const config = JSON.parse(noticesConfig(root, named)) as Partial<NoticeTemplates> | null
  return JSON.stringify(
    Object.fromEntries(Object.entries(config ?? {}).map(([kind, { templateId }]) => [kind, templateId])),
  )
}
