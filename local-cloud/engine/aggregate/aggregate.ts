/**
 * Aggregation. The head of a pipeline (`$match`, `$sort`, `$skip`, `$limit`, `$geoNear`) is answered through the indexes; what
 * comes after works on the documents read: stages that filter, order and join are ours (so that they mean the same as in a
 * query), expressions, grouping and shaping are mingo's.
 */
import { Aggregator } from 'mingo'
import type { Examined } from '../engine'
import { invalid } from '../errors'
import { evaluateSafely } from '../match/expression'
import { compileFilter } from '../match/match'
import { refuseUnsafe } from '../match/refusals'
import type { Sort } from '../plan/plan'
import { sortDocuments } from '../plan/sort'
import { findDocuments } from '../read'
import type { Storage } from '../store/storage'
import { deepCopy, isPlain, type Plain } from '../values/compare'
import { readGeoNear, withDistances } from './geo-near'
import { lookup } from './lookup'

export interface Aggregation {
  documents: Plain[]
  examined: Examined
}

const MAX_STAGES = 100

/** Stages that mingo carries out as MongoDB does. */
const BY_MINGO = new Set([
  '$addFields',
  '$bucket',
  '$bucketAuto',
  '$group',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$redact',
  '$sample',
  '$set',
  '$sortByCount',
  '$unset',
  '$unwind',
])

interface Stage {
  name: string
  value: unknown
}

/** Runs a pipeline. Throws INVALID_PARAM for unknown or malformed stages, COLLECTION_NOT_EXIST. */
export function aggregateDocuments(storage: Storage, name: string, stages: unknown[]): Aggregation {
  const collection = storage.collection(name)
  const rest = readStages(stages)
  const examined: Examined = { keys: 0, documents: 0 }
  const run = (from: string, pipeline: unknown[]): Plain[] => {
    const part = aggregateDocuments(storage, from, pipeline)
    examined.keys += part.examined.keys
    examined.documents += part.examined.documents
    return part.documents
  }
  let documents: Plain[]
  if (rest[0]?.name === '$geoNear') {
    const near = readGeoNear(collection, rest.shift()?.value)
    const found = findDocuments(collection, { filter: near.filter, limit: near.limit })
    addWork(examined, found.examined)
    documents = withDistances(found.documents, near)
  } else {
    const found = findDocuments(collection, takeQueryPrefix(rest))
    addWork(examined, found.examined)
    documents = rest.length > 0 ? deepCopy(found.documents) : found.documents
  }
  for (const stage of rest) documents = runStage(documents, stage, run)
  return { documents, examined }
}

function addWork(total: Examined, work: Examined): void {
  total.keys += work.keys
  total.documents += work.documents
}

function readStages(stages: unknown[]): Stage[] {
  if (stages.length > MAX_STAGES) invalid(`a pipeline may have ${MAX_STAGES} stages`)
  return stages.map((stage, i) => {
    const names = isPlain(stage) ? Object.keys(stage) : []
    const [name] = names
    if (!isPlain(stage) || name === undefined || names.length !== 1) {
      return invalid('A pipeline stage specification object must contain exactly one field')
    }
    if (name === '$geoNear' && i > 0) invalid('$geoNear is only valid as the first stage in a pipeline')
    if (name !== '$match') refuseUnsafe(stage[name])
    return { name, value: stage[name] }
  })
}

/** Takes the leading stages that a query can answer off the pipeline. */
function takeQueryPrefix(stages: Stage[]): { filter: Plain; sort: Sort; skip: number; limit: number } {
  const filters: Plain[] = []
  while (stages[0]?.name === '$match') filters.push(filterOf(stages.shift()?.value))
  const sort = stages[0]?.name === '$sort' ? sortOf(stages.shift()?.value) : []
  const skip = stages[0]?.name === '$skip' ? wholeNumber(stages.shift()) : 0
  const limit = stages[0]?.name === '$limit' ? wholeNumber(stages.shift()) : Number.POSITIVE_INFINITY
  return { filter: filters.length === 1 ? (filters[0] as Plain) : allOf(filters), sort, skip, limit }
}

const allOf = (filters: Plain[]): Plain => (filters.length === 0 ? {} : { $and: filters })

function filterOf(value: unknown): Plain {
  return isPlain(value) ? value : invalid('the match filter must be an object')
}

function sortOf(value: unknown): Sort {
  if (!isPlain(value) || Object.keys(value).length === 0)
    return invalid('the $sort key specification must be an object')
  return Object.entries(value).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) return invalid('$sort key ordering must be 1 or -1')
    return [field, direction]
  })
}

function wholeNumber(stage: Stage | undefined): number {
  const value = stage?.value
  const least = stage?.name === '$limit' ? 1 : 0
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    return invalid(`the argument of ${stage?.name} must be a whole number of at least ${least}`)
  }
  return value
}

type Runner = (from: string, pipeline: unknown[]) => Plain[]

function runStage(documents: Plain[], stage: Stage, run: Runner): Plain[] {
  switch (stage.name) {
    case '$match':
      return documents.filter(compileFilter(stage.value))
    case '$sort':
      return sortDocuments(documents, sortOf(stage.value))
    case '$skip':
      return documents.slice(wholeNumber(stage))
    case '$limit':
      return documents.slice(0, wholeNumber(stage))
    case '$count':
      return count(documents, stage.value)
    case '$facet':
      return [facet(documents, stage.value, run)]
    case '$lookup':
      return lookup(documents, stage.value, run)
  }
  if (!BY_MINGO.has(stage.name)) return invalid(`Unrecognized pipeline stage name: '${stage.name}'`)
  return evaluateSafely(() =>
    new Aggregator([{ [stage.name]: stage.value }], { scriptEnabled: false }).run<Plain>(documents),
  )
}

function count(documents: Plain[], field: unknown): Plain[] {
  if (typeof field !== 'string' || field === '' || /^\$|\./.test(field))
    return invalid('the count field must be a plain name')
  return documents.length === 0 ? [] : [{ [field]: documents.length }]
}

function facet(documents: Plain[], value: unknown, run: Runner): Plain {
  if (!isPlain(value)) return invalid('$facet needs an object')
  const answer: Plain = {}
  for (const [name, stages] of Object.entries(value)) {
    if (!Array.isArray(stages)) return invalid('arguments to $facet must be arrays')
    let part = documents
    for (const stage of readStages(stages)) {
      if (stage.name === '$facet') invalid('$facet is not allowed to be used within a $facet stage')
      part = runStage(part, stage, run)
    }
    answer[name] = part
  }
  return answer
}
