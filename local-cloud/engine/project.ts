/** Query projections: which fields of a document are returned. */
import { refuse } from './errors'
import { compileElement, splitPath } from './match/match'
import { isPlain, type Plain } from './values/compare'

/** A tree of field names; a leaf includes (or excludes) the whole value. */
type Tree = Map<string, Tree | true>
type Shaper = (value: unknown) => unknown

const OMIT = Symbol('gone')

/** Compiles a projection into a function. Throws REFUSED when it mixes inclusion and exclusion, or for unknown operators. */
export function compileProjection(projection: Plain | undefined): (document: Plain) => Plain {
  if (projection === undefined || Object.keys(projection).length === 0) return document => document
  const kept: Tree = new Map()
  const dropped: Tree = new Map()
  const shapers: { path: string[]; shape: Shaper }[] = []
  let withId = true
  for (const [field, wanted] of Object.entries(projection)) {
    const path = projectionPath(field)
    if (isPlain(wanted)) {
      shapers.push({ path, shape: compileShaper(wanted) })
      if ('$elemMatch' in wanted) addPath(kept, path)
    } else if (typeof wanted !== 'number' && typeof wanted !== 'boolean') {
      refuse(`projection of ${field} must be 0, 1 or an operator`)
    } else if (field === '_id') {
      withId = Boolean(wanted)
      if (wanted) kept.set('_id', true)
    } else {
      addPath(wanted ? kept : dropped, path)
    }
  }
  const keeps =
    [...kept.keys()].some(name => name !== '_id') || (kept.has('_id') && dropped.size === 0 && shapers.length === 0)
  if (keeps && dropped.size > 0) refuse('cannot do exclusion on a field in inclusion projection')
  if (keeps) for (const { path } of shapers) addPath(kept, path)
  if (keeps && withId) kept.set('_id', true)
  if (!keeps && !withId) dropped.set('_id', true)
  return document => {
    const chosen = (keeps ? includeFields(document, kept) : excludeFields(document, dropped)) as Plain
    for (const { path, shape } of shapers) applyShaper(chosen, path, shape)
    return chosen
  }
}

/** Splits a path. The `$` of a projection means the element that the query matched, which is not kept here. */
function projectionPath(field: string): string[] {
  const path = splitPath(field)
  if (path.includes('$'))
    refuse('the projection of the matched element ($) is not offered by the local cloud; use $elemMatch')
  if (path.includes('') || field.includes('\0')) refuse(`FieldPath must not have empty parts: '${field}'`)
  return path
}

function addPath(tree: Tree, path: string[]): void {
  const [name, ...rest] = path as [string, ...string[]]
  const present = tree.get(name)
  if (rest.length === 0) {
    if (present !== undefined && present !== true) refuse(`Path collision at ${name}`)
    tree.set(name, true)
    return
  }
  if (present === true) refuse(`Path collision at ${path.join('.')}`)
  const branch = present instanceof Map ? present : new Map()
  tree.set(name, branch)
  addPath(branch, rest)
}

function includeFields(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.filter(item => isPlain(item) || Array.isArray(item)).map(item => includeFields(item, tree))
  if (!isPlain(value)) return OMIT
  const result: Plain = {}
  // Fast path for one field; several fields keep the order of the document.
  const [only] = tree.size === 1 ? tree.keys() : []
  const names = only === undefined ? Object.keys(value) : Object.hasOwn(value, only) ? [only] : []
  for (const name of names) {
    const branch = tree.get(name)
    if (branch === undefined) continue
    const part = branch === true ? value[name] : includeFields(value[name], branch)
    if (part !== OMIT) result[name] = part
  }
  return result
}

function excludeFields(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map(item => excludeFields(item, tree))
  if (!isPlain(value)) return value
  const result: Plain = {}
  for (const name of Object.keys(value)) {
    const branch = tree.get(name)
    if (branch !== true) result[name] = branch === undefined ? value[name] : excludeFields(value[name], branch)
  }
  return result
}

function compileShaper(operator: Plain): Shaper {
  const [name, ...more] = Object.keys(operator)
  const argument = name === undefined ? undefined : operator[name]
  if (more.length === 0 && name === '$slice') return sliceOf(argument)
  if (more.length === 0 && name === '$elemMatch') {
    const test = compileElement(argument)
    return value => {
      const found = Array.isArray(value) ? value.find(test) : undefined
      return found === undefined ? OMIT : [found]
    }
  }
  return refuse(`unknown projection operator: ${name}`)
}

function sliceOf(argument: unknown): Shaper {
  const given = Array.isArray(argument) ? argument : [argument]
  const numbers = given.map(item => (typeof item === 'number' ? Math.trunc(item) : item))
  const [first, second] = numbers
  const isCount = !Array.isArray(argument) || numbers.length === 2
  const sound = numbers.every(item => Number.isInteger(item)) && isCount
  if (!sound || (second !== undefined && second <= 0))
    return refuse('$slice takes a number or [skip, a positive limit]')
  return value => {
    if (!Array.isArray(value)) return value
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first)
    const start = first < 0 ? Math.max(0, value.length + first) : first
    return value.slice(start, start + second)
  }
}

/** Replaces the value at `path`; copies the objects on the way, which may be shared with the stored document. */
function applyShaper(holder: Plain, [name, ...rest]: string[], shape: Shaper): void {
  if (name === undefined || !Object.hasOwn(holder, name)) return
  const present = holder[name]
  if (rest.length === 0) {
    const next = shape(present)
    if (next === OMIT) delete holder[name]
    else holder[name] = next
  } else if (isPlain(present)) {
    const copy = { ...present }
    holder[name] = copy
    applyShaper(copy, rest, shape)
  }
}
