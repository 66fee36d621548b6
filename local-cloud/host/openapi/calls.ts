import type { Outbox } from '../outbox'
import type { Answer, Parameters, Picture } from './answer'
import { pathCode, unlimitedCode } from './codes'

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

async function sendSubscribeMessage(parameters: Parameters, outbox: Outbox): Promise<Answer> {
  const { touser, template_id: templateId, page, data } = parameters
  if (!isText(touser)) return { errcode: 40003, errmsg: 'invalid openid' }
  if (!isText(templateId)) return { errcode: 40037, errmsg: 'invalid template_id' }
  const fields = templateData(data)
  if (!fields) return { errcode: 47003, errmsg: 'argument invalid! data.value is empty' }
  await outbox.add({ touser, templateId, page: isText(page) ? page : '', data: fields })
  return { errcode: 0, errmsg: 'ok' }
}

type Call = (parameters: Parameters, outbox: Outbox) => Promise<Answer> | Answer | Picture

const CALLS: Record<string, Call> = {
  'subscribeMessage.send': sendSubscribeMessage,
  'wxacode.createQRCode': pathCode,
  'wxacode.get': pathCode,
  'wxacode.getUnlimited': unlimitedCode,
}

/** Serves an open-API call with WeChat's names and error codes; -604100 for one that is not offered. */
export async function callOpenApi(name: string, parameters: Parameters, outbox: Outbox): Promise<Answer | Picture> {
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined
  return call ? call(parameters, outbox) : { errcode: -604100, errmsg: `${name} is not offered by the local cloud` }
}
