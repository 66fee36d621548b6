/** The `$lookup` stage, through the indexes of the joined collection. */

import { Aggregator } from 'mingo'
import { invalid } from '../errors'
import { evaluateSafely } from '../match/expression'
import { isPlain, type Plain } from '../values/compare'
import { encodeValue } from '../values/keys'
import { EMPTY_ARRAY, indexedValues, ownValue } from '../values/paths'

type Runner = (from: string, pipeline: unknown[]) => Plain[]

/** Joins each document with those of another collection. Throws INVALID_PARAM, COLLECTION_NOT_EXIST. */
export function lookup(documents: Plain[], value: unknown, run: Runner): Plain[] {
  if (!isPlain(value)) return invalid('the $lookup specification must be an object')
  const { from, as, localField, foreignField, pipeline } = value
  if (typeof from !== 'string') return invalid('$lookup needs from')
  if (typeof as !== 'string' || as === '' || as.startsWith('$')) return invalid('$lookup needs as')
  if (pipeline !== undefined) {
    if (!Array.isArray(pipeline)) return invalid('the pipeline of $lookup must be an array')
    return byPipeline(documents, { from, as, pipeline, variables: value.let ?? {} }, run)
  }
  if (typeof localField !== 'string' || typeof foreignField !== 'string') {
    return invalid('$lookup needs localField and foreignField, or a pipeline')
  }
  return byEquality(documents, { from, as, localField, foreignField }, run)
}

interface Equality {
  from: string
  as: string
  localField: string
  foreignField: string
}

const nameOf = (value: unknown) => encodeValue(value).toString('latin1')

/** One query for all local values, then each document takes its own. */
function byEquality(documents: Plain[], { from, as, localField, foreignField }: Equality, run: Runner): Plain[] {
  const localPath = localField.split('.')
  const foreignPath = foreignField.split('.')
  const wanted = documents.map(document =>
    indexedValues(document, localPath).values.filter(value => value !== EMPTY_ARRAY),
  )
  const distinct = [...new Map(wanted.flat().map(value => [nameOf(value), value])).values()]
  const foreign = distinct.length === 0 ? [] : run(from, [{ $match: { [foreignField]: { $in: distinct } } }])
  const holders = new Map<string, Plain[]>()
  for (const other of foreign) {
    const names = new Set(indexedValues(other, foreignPath).values.map(nameOf))
    for (const name of names) holders.set(name, [...(holders.get(name) ?? []), other])
  }
  return documents.map((document, i) => {
    const matches = new Set((wanted[i] ?? []).flatMap(value => holders.get(nameOf(value)) ?? []))
    return { ...document, [as]: [...matches] }
  })
}

interface SubPipeline {
  from: string
  as: string
  pipeline: unknown[]
  variables: unknown
}

function byPipeline(documents: Plain[], { from, as, pipeline, variables }: SubPipeline, run: Runner): Plain[] {
  if (!isPlain(variables)) return invalid('the let of $lookup must be an object')
  return documents.map(document => {
    const values = new Map(
      Object.entries(variables).map(([name, expression]) => [name, letValue(document, expression)]),
    )
    return { ...document, [as]: run(from, bindVariables(pipeline, values) as unknown[]) }
  })
}

function letValue(document: Plain, expression: unknown): unknown {
  const stage = { $project: { _id: 0, value: expression } }
  const [answer] = evaluateSafely(() => new Aggregator([stage], { scriptEnabled: false }).run<Plain>([document]))
  return answer?.value
}

/** The pipeline with `$$name` replaced by the value it has for the present document. */
function bindVariables(part: unknown, values: Map<string, unknown>): unknown {
  if (Array.isArray(part)) return part.map(item => bindVariables(item, values))
  if (isPlain(part))
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, bindVariables(value, values)]))
  if (typeof part !== 'string' || !part.startsWith('$$')) return part
  const [name, ...path] = part.slice(2).split('.') as [string, ...string[]]
  if (!values.has(name)) return part
  const value = path.reduce<unknown>((held, key) => (isPlain(held) ? ownValue(held, key) : undefined), values.get(name))
  return { $literal: value ?? null }
}
