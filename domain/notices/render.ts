import type { NoticeKind } from '../contracts/views'
import type { NoticePart, NoticeTemplate } from './templates'
import { fieldType, fieldValue, type NoticeValue } from './values'

/** What a message of a kind says. */
export type NoticeContent<Kind extends NoticeKind> = Readonly<Record<NoticePart<Kind>, NoticeValue>>

/** The fields of a message under the template's names, as WeChat accepts them. Parts that the template lacks are left out. */
export function renderNotice(
  { fields, constants }: NoticeTemplate,
  content: Readonly<Record<string, NoticeValue>>,
): Record<string, string> {
  const rendered: Record<string, string> = { ...constants }
  for (const [part, field] of Object.entries(fields)) {
    const value = content[part]
    if (value !== undefined) rendered[field] = fieldValue(fieldType(field), value)
  }
  return rendered
}
