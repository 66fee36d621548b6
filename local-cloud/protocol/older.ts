/**
 * Actions of SDKs before wx-server-sdk 2.2 and node-sdk 2.4. They send plain JSON objects where newer ones send texts of
 * Extended JSON, and read the same from the replies. Each is served by the action that took its place.
 */
import { isPlain, type Plain } from '../engine/values/compare'
import { encode } from './ejson'
import type { Params } from './params'

/** Converts a value of an old request to Extended JSON. */
function toExtended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toExtended)
  if (!isPlain(value)) return value
  const { $date: date, $timestamp: seconds } = value
  if (typeof date === 'number') return { $date: { $numberLong: String(date) } }
  if (typeof seconds === 'number') return { $date: { $numberLong: String(seconds * 1000) } }
  if (isPlain(date)) return { $tcb_server_date: date }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toExtended(item)]))
}

const toText = (value: unknown) =>
  value === undefined || typeof value === 'string' ? value : JSON.stringify(toExtended(value))

/** Converts a document to the plain JSON of old replies. */
function fromDocument(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() }
  if (Array.isArray(value)) return value.map(fromDocument)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromDocument(item)]))
}

/** An old action: the new one, the request in its form, and the reply in the old form. */
export interface OlderAction {
  action: string
  request(params: Params): Params
  /** `data` is what the new action answers; `documents` the documents it found. */
  reply(data: Plain, documents: Plain[]): Plain
}

const inTexts = (params: Params): Params => ({
  ...params,
  ...(params.query !== undefined && { query: toText(params.query) }),
  ...(params.data !== undefined && { data: toText(params.data) }),
  ...(params.projection !== undefined && { projection: toText(params.projection) }),
})

/** A filter in a transaction is `{_id: {$eq: id}}`. */
function byId(params: Params): Params {
  const texts = inTexts(params)
  const { query } = params
  const id = isPlain(query) && isPlain(query._id) ? query._id.$eq : undefined
  return { ...texts, queryType: 'DOC', query: JSON.stringify({ _id: id }) }
}

/** The object that a text holds, or the object itself. */
function objectOf(data: unknown): Plain | undefined {
  try {
    const value: unknown = typeof data === 'string' ? JSON.parse(data) : toExtended(data)
    return isPlain(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether an update is made of operators; otherwise it is a whole document. */
function isMerge({ data }: Params): boolean {
  return Object.keys(objectOf(data) ?? {}).some(key => key.startsWith('$'))
}

/** The id of a new document stands beside the document. One that is undefined is sent as null, which is no id. */
function withId(params: Params): Params {
  const { _id, data } = params
  const given = objectOf(data)
  if (!given) return params
  const { _id: own, ...rest } = given
  const document = own === null ? rest : given
  return { ...params, data: [JSON.stringify({ ...(_id !== undefined && { _id }), ...document })] }
}

export const olderActions: Record<string, OlderAction> = {
  'database.queryDocument': {
    action: 'database.getDocument',
    request: inTexts,
    reply: (_, documents) => ({ data: { list: documents.map(fromDocument) } }),
  },
  'database.countDocument': {
    action: 'database.calculateDocument',
    request: inTexts,
    reply: data => ({ data }),
  },
  'database.addDocument': {
    action: 'database.insertDocument',
    request: withId,
    reply: ({ insertedIds }) => ({ data: { _id: (insertedIds as unknown[])[0] } }),
  },
  'database.updateDocument': {
    action: 'database.modifyDocument',
    request: params => ({ ...inTexts(params), merge: isMerge(params) }),
    reply: ({ updated, upsert_id }) => ({ data: { updated, upsert_id, upserted_id: upsert_id } }),
  },
  'database.deleteDocument': {
    action: 'database.removeDocument',
    request: inTexts,
    reply: data => ({ data }),
  },
  'database.aggregate': {
    action: 'database.aggregateDocuments',
    request: params => params,
    reply: (_, documents) => ({ data: { list: JSON.stringify(documents.map(encode)) } }),
  },
  'database.getInTransaction': {
    action: 'database.getDocument',
    request: byId,
    reply: (_, [document]) => ({ data: document ? encode(document) : 'null' }),
  },
  'database.insertDocInTransaction': {
    action: 'database.insertDocument',
    request: withId,
    reply: ({ insertedIds }) => ({ inserted: '1', ok: '1', id: (insertedIds as unknown[])[0] }),
  },
  'database.updateDocInTransaction': {
    action: 'database.modifyDocument',
    request: params => ({ ...byId(params), merge: isMerge(params), multi: false }),
    reply: ({ updated, upsert_id }) => ({
      updated: String(updated),
      ...(upsert_id !== null && { upserted: JSON.stringify([{ _id: upsert_id }]) }),
    }),
  },
  'database.deleteDocInTransaction': {
    action: 'database.removeDocument',
    request: byId,
    reply: ({ deleted }) => ({ deleted: String(deleted) }),
  },
}
