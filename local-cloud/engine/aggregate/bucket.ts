/** The stages `$bucket` and `$bucketAuto`. */
import { refuse } from '../errors'
import type { Accumulator } from '../expression/accumulators'
import { namedArguments } from '../expression/arguments'
import { compileExpression, scopeOf } from '../expression/compile'
import { compareInExpression } from '../expression/values'
import { compareValues, isPlain, type Plain, typeOrderOf } from '../values/compare'
import { sortDocuments } from '../values/sort'
import { type Apply, type Context, compileValue } from './context'
import { compileFields, type Field, Groups, resultOf } from './group'

const COUNT = { count: { $sum: 1 } }

function outputOf(spec: unknown, context: Context): Field[] {
  if (spec === undefined) return compileFields(COUNT, context)
  return isPlain(spec) ? compileFields(spec, context) : refuse("the 'output' field must be an object")
}

function checkGroupBy(spec: unknown, name: string): void {
  const isExpression = isPlain(spec) || (typeof spec === 'string' && spec.startsWith('$'))
  if (!isExpression) refuse(`the ${name} 'groupBy' field must be defined as a $-prefixed path or an expression`)
}

function constantOf(spec: unknown, context: Context): unknown {
  return compileExpression(spec, context.names)(scopeOf({}, context.now, context.variables))
}

function boundariesOf(spec: unknown, context: Context): unknown[] {
  if (!Array.isArray(spec)) return refuse("the $bucket 'boundaries' field must be an array")
  if (spec.length < 2) return refuse("the $bucket 'boundaries' field must have at least 2 values")
  const values = spec.map(value => constantOf(value, context))
  for (let i = 1; i < values.length; i++) {
    if (typeOrderOf(values[i]) !== typeOrderOf(values[0]))
      return refuse("all values in the 'boundaries' option to $bucket must have the same type")
    if (compareValues(values[i - 1], values[i]) >= 0)
      return refuse("the 'boundaries' option to $bucket must be sorted in ascending order")
  }
  return values
}

/** Compiles `$bucket`: a value belongs to the bucket of the greatest boundary that is not above it. */
export function bucket(spec: unknown, context: Context): Apply {
  const given = namedArguments(spec, '$bucket', ['groupBy', 'boundaries'], ['default', 'output'])
  checkGroupBy(given.groupBy, '$bucket')
  const boundaries = boundariesOf(given.boundaries, context)
  const [lowest, highest] = [boundaries[0], boundaries.at(-1)]
  const hasDefault = Object.hasOwn(given, 'default')
  const fallback = hasDefault ? constantOf(given.default, context) : undefined
  if (hasDefault && compareInExpression(fallback, lowest) >= 0 && compareInExpression(fallback, highest) < 0) {
    return refuse(
      "the $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary",
    )
  }
  const groupBy = compileValue(given.groupBy, context)
  const fields = outputOf(given.output, context)
  const bucketOf = (value: unknown): unknown => {
    if (compareInExpression(value, lowest) >= 0 && compareInExpression(value, highest) < 0) {
      return [...boundaries].reverse().find(boundary => compareInExpression(boundary, value) <= 0)
    }
    return hasDefault
      ? fallback
      : refuse('$bucket could not find a matching bucket for an input, and no default was specified')
  }
  return documents => {
    const groups = new Groups(fields)
    for (const document of documents) groups.add(bucketOf(groupBy(document)), document)
    return sortDocuments(groups.results(), [['_id', 1]])
  }
}

/** Compiles `$bucketAuto`: buckets of about the same number of documents; equal values stay together. */
export function bucketAuto(spec: unknown, context: Context): Apply {
  const given = namedArguments(spec, '$bucketAuto', ['groupBy', 'buckets'], ['output', 'granularity'])
  checkGroupBy(given.groupBy, '$bucketAuto')
  const { buckets, granularity } = given
  if (granularity !== undefined) return refuse("the 'granularity' of $bucketAuto is not offered by the local cloud")
  if (typeof buckets !== 'number' || !Number.isInteger(buckets) || buckets < 1) {
    return refuse("the $bucketAuto 'buckets' field must be a whole number greater than 0")
  }
  const groupBy = compileValue(given.groupBy, context)
  const fields = outputOf(given.output, context)
  return documents => {
    const rows = documents.map(document => ({ document, value: groupBy(document) ?? null }))
    rows.sort((a, b) => compareValues(a.value, b.value))
    const size = Math.max(1, Math.round(rows.length / buckets))
    const results: { min: unknown; max: unknown; values: Accumulator[] }[] = []
    for (let at = 0; at < rows.length; ) {
      const start = at
      at = results.length === buckets - 1 ? rows.length : Math.min(rows.length, at + size)
      while (at < rows.length && compareValues(rows[at]?.value, rows[at - 1]?.value) === 0) at++
      const values = fields.map(({ make }) => make())
      for (const { document } of rows.slice(start, at)) {
        for (const [i, { value }] of fields.entries()) values[i]?.add(value(document))
      }
      // The upper bound is the next bucket's lower one; only in the last bucket it belongs to it.
      results.push({ min: rows[start]?.value, max: rows[at < rows.length ? at : at - 1]?.value, values })
    }
    return results.map(({ min, max, values }): Plain => resultOf({ min, max }, fields, values))
  }
}
