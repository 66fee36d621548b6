/** The stages `$project`, `$addFields`, `$set` and `$unset`. */
import { refuse } from '../errors'
import { compileExpression, scopeOf } from '../expression/compile'
import { fieldPath } from '../expression/names'
import type { Expression, Names, Scope } from '../expression/scope'
import { isPlain, type Plain } from '../values/compare'
import type { Apply, Context } from './context'

/** What is done to a field: kept, removed, computed, or more below it. */
type Action = 'include' | 'exclude' | Expression | Node
/** Fields in the order of the specification. */
type Node = Map<string, Action>
type Kind = 'inclusion' | 'exclusion' | 'addition'

const isNode = (action: Action | undefined): action is Node => action instanceof Map

function place(tree: Node, path: readonly string[], action: Action, whole: string): void {
  const [name, ...rest] = path as [string, ...string[]]
  const present = tree.get(name)
  if (rest.length === 0) {
    if (present !== undefined) refuse(`Invalid projection :: caused by :: Path collision at ${whole}`)
    tree.set(name, action)
    return
  }
  if (present !== undefined && !isNode(present)) refuse(`Invalid projection :: caused by :: Path collision at ${whole}`)
  const branch: Node = isNode(present) ? present : new Map()
  tree.set(name, branch)
  place(branch, rest, action, whole)
}

const isFlag = (value: unknown): value is number | boolean => typeof value === 'number' || typeof value === 'boolean'

interface Parsed {
  tree: Node
  included: string[]
  excluded: string[]
  computed: string[]
}

/** Reads a specification; an object without operators stands for the paths below it. */
function parse(spec: Plain, names: Names, flags: boolean, into: Parsed, prefix: string[] = []): Parsed {
  for (const [field, value] of Object.entries(spec)) {
    const path = [...prefix, ...fieldPath(field)]
    const whole = path.join('.')
    if (flags && isFlag(value)) {
      place(into.tree, path, value ? 'include' : 'exclude', whole)
      ;(value ? into.included : into.excluded).push(whole)
    } else if (isPlain(value) && !Object.keys(value).some(key => key.startsWith('$'))) {
      if (Object.keys(value).length === 0)
        refuse(`An empty sub-projection is not a valid value. Found empty object at path ${whole}`)
      parse(value, names, flags, into, path)
    } else {
      place(into.tree, path, compileExpression(value, names), whole)
      into.computed.push(whole)
    }
  }
  return into
}

const emptyParse = (): Parsed => ({ tree: new Map(), included: [], excluded: [], computed: [] })

function hasComputed(node: Node): boolean {
  return [...node.values()].some(action => typeof action === 'function' || (isNode(action) && hasComputed(action)))
}

/** Keeps or removes fields; arrays are entered element by element. */
function shape(value: Plain, node: Node, kind: Kind): Plain {
  const result: Plain = {}
  for (const name of Object.keys(value)) {
    const action = node.get(name)
    const field = value[name]
    if (isNode(action)) {
      const below = shapeBelow(field, action, kind)
      if (below !== undefined) result[name] = below
    } else if (kind === 'inclusion' ? action === 'include' : action !== 'exclude') {
      result[name] = field
    }
  }
  return result
}

/** Undefined when nothing is left: an inclusion drops values that are no documents. */
function shapeBelow(value: unknown, node: Node, kind: Kind): unknown {
  if (isPlain(value)) return shape(value, node, kind)
  if (Array.isArray(value)) return value.map(item => shapeBelow(item, node, kind)).filter(item => item !== undefined)
  return kind === 'inclusion' ? undefined : value
}

/** Adds the computed fields to `result`, which nobody else holds. */
function compute(result: Plain, node: Node, scope: Scope): Plain {
  for (const [name, action] of node) {
    if (typeof action === 'function') {
      const value = action(scope)
      if (value === undefined) delete result[name]
      else result[name] = value
    } else if (isNode(action) && hasComputed(action)) {
      result[name] = computeBelow(result[name], action, scope)
    }
  }
  return result
}

/** In arrays every element gets the fields; a value that is no document gives way to a document of them. */
function computeBelow(value: unknown, node: Node, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map(item => computeBelow(item, node, scope))
  return compute(isPlain(value) ? { ...value } : {}, node, scope)
}

function apply(tree: Node, kind: Kind, context: Context): Apply {
  const computes = hasComputed(tree)
  return documents =>
    documents.map(document => {
      const result = kind === 'addition' ? { ...document } : shape(document, tree, kind)
      return computes ? compute(result, tree, scopeOf(document, context.now, context.variables)) : result
    })
}

/** Compiles `$project`. */
export function project(spec: unknown, context: Context): Apply {
  if (!isPlain(spec)) return refuse('$project specification must be an object')
  if (Object.keys(spec).length === 0)
    return refuse('Invalid $project :: caused by :: projection specification must have at least one field')
  const { tree, included, excluded, computed } = parse(spec, context.names, true, emptyParse())
  const others = excluded.filter(path => path !== '_id')
  const keeps =
    included.some(path => path !== '_id') || computed.length > 0 || (included.includes('_id') && others.length === 0)
  if (keeps && others.length > 0) {
    return refuse(`Invalid $project :: caused by :: Cannot do exclusion on field ${others[0]} in inclusion projection`)
  }
  if (!keeps) {
    if (included.includes('_id')) tree.delete('_id')
    return apply(tree, 'exclusion', context)
  }
  if (!tree.has('_id')) tree.set('_id', 'include')
  return apply(tree, 'inclusion', context)
}

/** Compiles `$addFields` and `$set`. */
export function addFields(spec: unknown, context: Context): Apply {
  if (!isPlain(spec)) return refuse('$addFields specification must be an object')
  if (Object.keys(spec).length === 0)
    return refuse('Invalid $addFields :: caused by :: specification must have at least one field')
  return apply(parse(spec, context.names, false, emptyParse()).tree, 'addition', context)
}

/** Compiles `$unset`: a path or a list of paths. */
export function unset(spec: unknown, context: Context): Apply {
  const paths = Array.isArray(spec) ? spec : [spec]
  const tree: Node = new Map()
  for (const path of paths) {
    if (typeof path !== 'string' || path === '')
      return refuse('$unset specification must be a string or an array of strings')
    place(tree, fieldPath(path), 'exclude', path)
  }
  if (paths.length === 0) return refuse('$unset specification must be a string or an array with at least one field')
  return apply(tree, 'exclusion', context)
}
