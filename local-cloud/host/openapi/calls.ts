import type { MessageTemplate } from '../options'
import type { Outbox } from '../outbox'
import type { Answer, Parameters, Picture } from './answer'
import { pathCode, unlimitedCode } from './codes'
import { checkText } from './text-check'
import { isValidValue } from './values'

/** What open-API calls act on. */
export interface OpenApi {
  outbox: Outbox
  /** The account's message templates by id; empty: any id is accepted. */
  templates: Record<string, MessageTemplate>
  /** Text that `security.msgSecCheck` calls risky, besides WeChat's own samples. */
  refusedWords: readonly string[]
}

/** WeChat's error code for a call that the function's `config.json` does not permit. */
export const NO_PERMISSION = -604101
/** WeChat's error code for a call that does not exist. */
export const NOT_OFFERED = -604100

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** The template's fields, each with a text value; undefined when malformed. */
function templateData(value: unknown): Record<string, { value: string }> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value as Record<string, { value?: unknown } | null>)
  if (entries.length === 0) return undefined
  const fields: Record<string, { value: string }> = {}
  for (const [key, field] of entries) {
    const text = field?.value
    if (typeof text !== 'string' && typeof text !== 'number') return undefined
    fields[key] = { value: String(text) }
  }
  return fields
}

async function sendSubscribeMessage(parameters: Parameters, { outbox, templates }: OpenApi): Promise<Answer> {
  const { touser, template_id: templateId, page, data } = parameters
  if (!isText(touser)) return { errcode: 40003, errmsg: 'invalid openid' }
  const known = Object.keys(templates).length > 0
  if (!isText(templateId) || (known && !Object.hasOwn(templates, templateId))) {
    return { errcode: 40037, errmsg: 'invalid template_id' }
  }
  const fields = templateData(data)
  if (!fields) return { errcode: 47003, errmsg: 'argument invalid! data.value is empty' }
  const wanted = Object.keys(templates[templateId]?.labels ?? fields)
  const wrong = [...wanted, ...Object.keys(fields)].find(
    name => !wanted.includes(name) || !isValidValue(name, fields[name]?.value ?? ''),
  )
  if (wrong !== undefined) return { errcode: 47003, errmsg: `argument invalid! data.${wrong}.value invalid` }
  await outbox.add({ touser, templateId, page: isText(page) ? page : '', data: fields })
  return { errcode: 0, errmsg: 'ok' }
}

type Call = (parameters: Parameters, openApi: OpenApi) => Promise<Answer> | Answer | Picture

const CALLS: Record<string, Call> = {
  'security.msgSecCheck': (parameters, { refusedWords }) => checkText(parameters, refusedWords),
  'subscribeMessage.send': sendSubscribeMessage,
  'wxacode.createQRCode': pathCode,
  'wxacode.get': pathCode,
  'wxacode.getUnlimited': unlimitedCode,
}

/** Serves an open-API call with WeChat's names and error codes; -604100 for one that is not offered. */
export async function callOpenApi(name: string, parameters: Parameters, openApi: OpenApi): Promise<Answer | Picture> {
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined
  return call
    ? call(parameters, openApi)
    : { errcode: NOT_OFFERED, errmsg: `${name} is not offered by the local cloud` }
}
