/**
 * Aggregation. Leading stages that a query can serve (`$match`, `$sort`, `$skip`, `$limit`, `$geoNear`) go through the indexes;
 * the stages after them are applied to the documents that were read.
 */
import type { Examined } from '../engine'
import { refuse } from '../errors'
import { checkFieldName } from '../expression/names'
import { NO_NAMES } from '../expression/scope'
import { compileFilter } from '../match/match'
import { findDocuments } from '../read'
import type { Storage } from '../store/storage'
import { isPlain, type Plain } from '../values/compare'
import { type Sort, sortDocuments } from '../values/sort'
import { bucket, bucketAuto } from './bucket'
import type { Apply, Context, Pipelines } from './context'
import { compileGeoNear } from './geo-near'
import { group, sortByCount } from './group'
import { graphLookup, lookup } from './lookup'
import { addFields, project, unset } from './projection'
import { count, redact, replaceRoot, replaceWith, sample, sortOf, wholeNumber } from './shaping'
import { unwind } from './unwind'

export interface Aggregation {
  /** Shared with the store; not to be modified. */
  documents: Plain[]
  examined: Examined
}

const MAX_STAGES = 1000

interface Stage {
  name: string
  value: unknown
}

type StageCompiler = (value: unknown, context: Context) => Apply

const STAGES: Record<string, StageCompiler> = {
  $addFields: addFields,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: count,
  $facet: facet,
  $graphLookup: graphLookup,
  $group: group,
  $limit: value => {
    const limit = wholeNumber('$limit', value)
    return documents => documents.slice(0, limit)
  },
  $lookup: lookup,
  $match: (value, context) => {
    const matches = compileFilter(filterOf(value), context)
    return documents => documents.filter(matches)
  },
  $project: project,
  $redact: redact,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $sample: sample,
  $set: addFields,
  $skip: value => {
    const skip = wholeNumber('$skip', value)
    return documents => documents.slice(skip)
  },
  $sort: value => {
    const sort = sortOf(value)
    return documents => sortDocuments(documents, sort)
  },
  $sortByCount: sortByCount,
  $unionWith: unionWith,
  $unset: unset,
  $unwind: unwind,
}

/** Stages of MongoDB that read or write something else than documents of this database, or that are newer. */
const NOT_OFFERED = new Set([
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$indexStats',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$search',
  '$setWindowFields',
])

/** Runs a pipeline. Throws REFUSED for unknown or malformed stages and failing expressions, COLLECTION_NOT_EXIST. */
export function aggregateDocuments(storage: Storage, name: string, stages: unknown[], now: number): Aggregation {
  storage.collection(name)
  const examined: Examined = { keys: 0, documents: 0 }
  const context: Context = { storage, now, names: NO_NAMES, variables: undefined, examined, pipelines }
  return { documents: pipelines.onCollection(name, stages, context)(), examined }
}

const pipelines: Pipelines = {
  onDocuments(stages, context) {
    const compiled = readStages(stages).map(stage => compileStage(stage, context))
    return documents => compiled.reduce((part, apply) => apply(part), documents)
  },
  onCollection(from, stages, context) {
    const rest = readStages(stages)
    const source =
      rest[0]?.name === '$geoNear'
        ? geoSource(from, rest.shift()?.value, context)
        : querySource(from, takeQueryPrefix(rest), context)
    const compiled = rest.map(stage => compileStage(stage, context))
    return () => compiled.reduce((part, apply) => apply(part), source())
  },
}

function readStages(stages: unknown[]): Stage[] {
  if (stages.length > MAX_STAGES) refuse(`a pipeline may have ${MAX_STAGES} stages`)
  return stages.map((stage, i) => {
    const names = isPlain(stage) ? Object.keys(stage) : []
    const [name] = names
    if (!isPlain(stage) || name === undefined || names.length !== 1) {
      return refuse('A pipeline stage specification object must contain exactly one field')
    }
    if (name === '$geoNear' && i > 0) refuse('$geoNear is only valid as the first stage in a pipeline')
    return { name, value: stage[name] }
  })
}

function compileStage({ name, value }: Stage, context: Context): Apply {
  const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
  if (compile) return compile(value, context)
  if (NOT_OFFERED.has(name)) return refuse(`the stage ${name} is not offered by the local cloud`)
  return refuse(`Unrecognized pipeline stage name: '${name}'`)
}

interface QueryPrefix {
  filter: Plain
  sort: Sort
  skip: number
  limit: number
}

/** Takes the leading stages that one query can serve off the pipeline. */
function takeQueryPrefix(stages: Stage[]): QueryPrefix {
  const filters: Plain[] = []
  while (stages[0]?.name === '$match') filters.push(filterOf(stages.shift()?.value))
  const sort = stages[0]?.name === '$sort' ? sortOf(stages.shift()?.value) : []
  const skip = stages[0]?.name === '$skip' ? wholeNumber('$skip', stages.shift()?.value) : 0
  const limit = stages[0]?.name === '$limit' ? wholeNumber('$limit', stages.shift()?.value) : Number.POSITIVE_INFINITY
  return { filter: filters.length === 1 ? (filters[0] as Plain) : allOf(filters), sort, skip, limit }
}

const allOf = (filters: Plain[]): Plain => (filters.length === 0 ? {} : { $and: filters })

function filterOf(value: unknown): Plain {
  if (!isPlain(value)) return refuse('the match filter must be an expression in an object')
  refuseNear(value)
  return value
}

/** `$near` gives an order, which a filter between stages cannot. */
function refuseNear(filter: unknown): void {
  if (Array.isArray(filter)) for (const part of filter) refuseNear(part)
  if (!isPlain(filter)) return
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$near' || key === '$nearSphere')
      refuse('$geoNear, $near, and $nearSphere are not allowed in this context')
    refuseNear(value)
  }
}

function querySource(from: string, prefix: QueryPrefix, context: Context): () => Plain[] {
  // Malformed filters are refused even when the collection does not exist.
  compileFilter(prefix.filter, context)
  return () => {
    const collection = context.storage.collections.get(from)
    if (!collection) return []
    const found = findDocuments(collection, { ...prefix, evaluation: context })
    addWork(context.examined, found.examined)
    return found.documents
  }
}

function geoSource(from: string, value: unknown, context: Context): () => Plain[] {
  return () => {
    const collection = context.storage.collections.get(from)
    if (!collection) return []
    const near = compileGeoNear(collection, value)
    const found = findDocuments(collection, { filter: near.filter, limit: near.limit, evaluation: context })
    addWork(context.examined, found.examined)
    return near.shape(found.documents)
  }
}

function addWork(total: Examined, work: Examined): void {
  total.keys += work.keys
  total.documents += work.documents
}

function facet(value: unknown, context: Context): Apply {
  if (!isPlain(value) || Object.keys(value).length === 0)
    return refuse('the $facet specification must be a non-empty object')
  const facets = Object.entries(value).map(([name, stages]) => {
    if (!Array.isArray(stages)) return refuse('arguments to $facet must be arrays')
    checkFieldName(name)
    for (const stage of readStages(stages)) {
      if (stage.name === '$facet' || stage.name === '$geoNear')
        refuse(`${stage.name} is not allowed to be used within a $facet stage`)
    }
    return [name, context.pipelines.onDocuments(stages, context)] as const
  })
  return documents => [Object.fromEntries(facets.map(([name, apply]) => [name, apply(documents)]))]
}

function unionWith(value: unknown, context: Context): Apply {
  const { coll, pipeline = [] } = isPlain(value) ? value : { coll: value }
  if (typeof coll !== 'string' || !Array.isArray(pipeline))
    return refuse('$unionWith takes a collection or {coll, pipeline}')
  const others = context.pipelines.onCollection(coll, pipeline, context)
  return documents => [...documents, ...others()]
}
