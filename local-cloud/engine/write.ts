/** Computes the changes of inserts, updates and removals. Nothing here writes. */
import { randomBytes } from 'node:crypto'
import type { Document, DocumentId, Examined, UpdateOptions } from './engine'
import { refuse } from './errors'
import { evaluationAt } from './expression/scope'
import { compileFilter, isOperators, type Predicate } from './match/match'
import { findMatching } from './read'
import type { Change } from './store/changes'
import { type Collection, documentKey, duplicateKey } from './store/storage'
import { type CompiledUpdate, compileUpdate } from './update/update'
import { deepCopy, isPlain, type Plain, valuesEqual } from './values/compare'
import { checkStorable, isId } from './values/validate'

/** An id like the platform's: 32 hexadecimal digits, starting with the time. */
export function newId(now: number): string {
  return (
    Math.floor(now / 1000)
      .toString(16)
      .padStart(8, '0') + randomBytes(12).toString('hex')
  )
}

/** Checked copies of documents to insert, each with an id. Throws REFUSED. */
export function documentsToInsert(documents: unknown[], now: number): Document[] {
  if (documents.length === 0) refuse('nothing to insert')
  return documents.map(document => {
    if (!isPlain(document)) return refuse('a document must be an object')
    const copy = deepCopy(document)
    // The id stands first, as the database stores it.
    const { _id = newId(now), ...fields } = copy
    const complete = { _id, ...fields }
    checkStorable(complete)
    return complete as Document
  })
}

export function insertChanges(collection: Collection, documents: Document[]): Change[] {
  const ids = new Set<DocumentId>()
  return documents.map(after => {
    const taken = ids.has(after._id) || collection.documents.doesExist(documentKey(after._id))
    if (taken) throw duplicateKey(collection.name, '_id_', after._id)
    ids.add(after._id)
    return { collection, id: after._id, before: undefined, after }
  })
}

/** A compiled update; it may be run again after it had to wait. */
export interface PreparedUpdate {
  options: UpdateOptions
  matches: Predicate
  update: CompiledUpdate
  now: number
}

/** Throws REFUSED for a malformed filter or update. */
export function prepareUpdate(options: UpdateOptions, now: number): PreparedUpdate {
  const update = compileUpdate(deepCopy(options.update), now)
  if (update.replaces && options.multi) refuse('multi update only works with $ operators')
  return { options, matches: compileFilter(options.filter, evaluationAt(now)), update, now }
}

export interface PlannedUpdate {
  changes: Change[]
  matched: number
  upsertedId?: DocumentId
  examined: Examined
}

/** The changes of an update on the current state. Throws WRITE_FAILED or REFUSED. */
export function planUpdate(collection: Collection, prepared: PreparedUpdate): PlannedUpdate {
  const { filter, multi, upsert } = prepared.options
  const found = findMatching(collection, filter, prepared.matches, multi ? Number.POSITIVE_INFINITY : 1)
  const changes: Change[] = []
  for (const before of found.documents) {
    const after = applyUpdate(before, prepared)
    if (after !== before) changes.push({ collection, id: before._id, before, after })
  }
  const matched = found.documents.length
  if (matched > 0 || !upsert) return { changes, matched, examined: found.examined }
  const after = buildUpsert(prepared)
  if (collection.documents.doesExist(documentKey(after._id))) throw duplicateKey(collection.name, '_id_', after._id)
  changes.push({ collection, id: after._id, before: undefined, after })
  return { changes, matched: 0, upsertedId: after._id, examined: found.examined }
}

/** The document after the update; the same object when nothing changes. */
export function applyUpdate<Id extends DocumentId>(
  before: Document<Id>,
  { update, matches }: PreparedUpdate,
): Document<Id> {
  const after = update.apply(before, matches, false) as Document<Id>
  if (valuesEqual(before, after)) return before
  checkStorable(after, before)
  return after
}

/** The document that an upsert inserts: equalities of the filter, then the update. */
export function buildUpsert({ options, update, matches, now }: PreparedUpdate): Document {
  const seed = update.replaces ? idOnly(options.filter) : equalityFields(options.filter)
  const { _id = newId(now), ...fields } = deepCopy(seed)
  const after = update.apply({ _id: _id as DocumentId, ...fields }, matches, true)
  checkStorable(after)
  return after
}

function idOnly(filter: Plain): Plain {
  return isId(filter._id) ? { _id: filter._id } : {}
}

function equalityFields(filter: Plain): Plain {
  const seed: Plain = {}
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition))
      for (const branch of condition) Object.assign(seed, equalityFields(branch))
    if (key.startsWith('$') || condition instanceof RegExp) continue
    const value = isOperators(condition) ? condition.$eq : condition
    if (value === undefined) continue
    if (key.includes('.')) setPath(seed, key.split('.'), value)
    else seed[key] = value
  }
  return seed
}

function setPath(target: Plain, path: string[], value: unknown): void {
  const [name, ...rest] = path as [string, ...string[]]
  if (rest.length === 0) {
    target[name] = value
    return
  }
  const branch = isPlain(target[name]) ? target[name] : {}
  target[name] = branch
  setPath(branch, rest, value)
}
