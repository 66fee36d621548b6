/** The stages that are a few lines each. */
import { refuse } from '../errors'
import { compileExpression, scopeOf } from '../expression/compile'
import { checkFieldName } from '../expression/names'
import type { Scope } from '../expression/scope'
import { typeName } from '../expression/values'
import { isPlain, type Plain } from '../values/compare'
import type { Sort } from '../values/sort'
import { type Apply, type Context, compileValue } from './context'

export function sortOf(value: unknown): Sort {
  if (!isPlain(value)) return refuse('the $sort key specification must be an object')
  const fields = Object.entries(value)
  if (fields.length === 0) return refuse('$sort stage must have at least one sort key')
  if (fields.length > 32) return refuse('too many compound keys')
  return fields.map(([field, direction]) => {
    if (isPlain(direction)) return refuse('$sort by $meta is not offered by the local cloud')
    if (direction !== 1 && direction !== -1)
      return refuse('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    if (field.split('.').some(part => part === '' || part === '__proto__' || part.startsWith('$')))
      refuse(`illegal field path in $sort: ${field}`)
    return [field, direction]
  })
}

export function wholeNumber(name: string, value: unknown): number {
  const least = name === '$limit' ? 1 : 0
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    return refuse(`the argument of ${name} must be a whole number of at least ${least}`)
  }
  return value
}

export function count(field: unknown): Apply {
  if (typeof field !== 'string') return refuse('the count field must be a non-empty string')
  checkFieldName(field)
  if (field === '_id') refuse('the count field cannot be _id')
  return documents => (documents.length === 0 ? [] : [{ [field]: documents.length }])
}

/** Each document at most once, in random order. */
export function sample(spec: unknown): Apply {
  const size = isPlain(spec) && Object.keys(spec).join() === 'size' ? spec.size : undefined
  if (typeof size !== 'number' || !(size > 0)) return refuse('$sample takes {size: a positive number}')
  return documents => {
    const rest = [...documents]
    const chosen: Plain[] = []
    while (chosen.length < Math.floor(size) && rest.length > 0) {
      const at = Math.floor(Math.random() * rest.length)
      const last = rest.pop() as Plain
      // The last document takes the place of the chosen one, unless it is the chosen one.
      chosen.push(at < rest.length ? (rest[at] as Plain) : last)
      if (at < rest.length) rest[at] = last
    }
    return chosen
  }
}

function replaceBy(spec: unknown, name: string, context: Context): Apply {
  const root = compileValue(spec, context)
  return documents =>
    documents.map(document => {
      const value = root(document)
      return isPlain(value)
        ? value
        : refuse(`'${name}' expression must evaluate to an object, but resulting value was of type ${typeName(value)}`)
    })
}

export function replaceRoot(spec: unknown, context: Context): Apply {
  if (!isPlain(spec) || Object.keys(spec).join() !== 'newRoot')
    return refuse('$replaceRoot takes {newRoot: expression}')
  return replaceBy(spec.newRoot, 'newRoot', context)
}

export const replaceWith = (spec: unknown, context: Context): Apply => replaceBy(spec, 'replacement document', context)

const KEEP = Symbol('keep')
const PRUNE = Symbol('prune')
const DESCEND = Symbol('descend')

/** Compiles `$redact`: the expression decides for a document, then perhaps for each document inside of it. */
export function redact(spec: unknown, context: Context): Apply {
  const names = new Set([...context.names, 'KEEP', 'PRUNE', 'DESCEND'])
  const expression = compileExpression(spec, names)
  const variables = [
    ['KEEP', KEEP],
    ['PRUNE', PRUNE],
    ['DESCEND', DESCEND],
  ] as const
  const decide = (document: Plain, root: Plain): Plain | undefined => {
    const bound = variables.reduce<Scope['variables']>(
      (outer, [name, value]) => ({ name, value, outer }),
      context.variables,
    )
    switch (expression({ ...scopeOf(root, context.now, bound), current: document })) {
      case KEEP:
        return document
      case PRUNE:
        return undefined
      case DESCEND:
        return descend(document, root)
      default:
        return refuse('$redact must resolve to $$KEEP, $$PRUNE or $$DESCEND')
    }
  }
  const descend = (document: Plain, root: Plain): Plain => {
    const result: Plain = {}
    for (const [name, field] of Object.entries(document)) {
      const kept = below(field, root)
      if (kept !== undefined) result[name] = kept
    }
    return result
  }
  const below = (value: unknown, root: Plain): unknown => {
    if (Array.isArray(value)) return value.map(item => below(item, root)).filter(item => item !== undefined)
    return isPlain(value) ? decide(value, root) : value
  }
  return documents => documents.map(document => decide(document, document)).filter(document => document !== undefined)
}
