import * as v from 'valibot'
import type { NoticeKind } from '../contracts/views'
import { isPlatformTemplateId, NOTICE_PARTS, type NoticeTemplates, TIME_PARTS } from './templates'
import { fieldType, fieldValue, TEXT_TYPES, TIME_TYPES } from './values'

const KINDS = Object.keys(NOTICE_PARTS) as NoticeKind[]

const names = v.record(v.string(), v.pipe(v.string(), v.minLength(1)))
const template = v.strictObject({
  templateId: v.pipe(
    v.string(),
    v.check(isPlatformTemplateId, 'is not an id of a template (43 letters, digits, - or _)'),
  ),
  fields: names,
  constants: v.optional(names, {}),
})
const schema = v.strictObject(Object.fromEntries(KINDS.map(kind => [kind, v.optional(template)])))

/**
 * Reads the configuration of an account's message templates. A kind that is left out is never asked for and never sent. Throws
 * an `Error` that names the first wrong entry.
 */
export function parseTemplates(config: unknown): Partial<NoticeTemplates> {
  const parsed = v.safeParse(schema, config)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new Error(`Message templates: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`)
  }
  const templates = parsed.output as Partial<NoticeTemplates>
  const ids = new Set<string>()
  for (const kind of KINDS) {
    const chosen = templates[kind]
    if (!chosen) continue
    const fail = (entry: string, why: string): never => {
      throw new Error(`Message templates: ${kind}.${entry} ${why}`)
    }
    if (ids.has(chosen.templateId)) fail('templateId', 'is used for another kind too; one prompt asks for an id once')
    ids.add(chosen.templateId)
    const { fields, constants } = chosen
    if (Object.keys(fields).length === 0) fail('fields', 'names no field')
    for (const [part, field] of Object.entries(fields)) {
      if (!Object.hasOwn(NOTICE_PARTS[kind], part)) fail(`fields.${part}`, 'is no part of this message')
      const types = TIME_PARTS.includes(part) ? TIME_TYPES : TEXT_TYPES
      if (!types.includes(fieldType(field))) fail(`fields.${part}`, `must be a field of type ${types.join(', ')}`)
    }
    const used = [...Object.values(fields), ...Object.keys(constants)]
    const twice = used.find((field, at) => used.indexOf(field) !== at)
    if (twice !== undefined) fail(`fields.${twice}`, 'is used twice')
    for (const [field, text] of Object.entries(constants)) {
      const type = fieldType(field)
      if (![...TEXT_TYPES, 'character_string'].includes(type)) fail(`constants.${field}`, 'cannot have a fixed text')
      if (fieldValue(type, text) !== text) fail(`constants.${field}`, `does not fit into a field of type ${type}`)
    }
  }
  return templates
}
