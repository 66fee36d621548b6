/**
 * Compiles update operators into a function from the stored document to the new one.
 */
import type { Document } from '../engine'
import { refuse, writeFailed } from '../errors'
import { type Predicate, splitPath } from '../match/match'
import { compareValues, deepCopy, isPlain, type Plain, valuesEqual } from '../values/compare'
import { isPosition, ownValue } from '../values/paths'
import { arrayChanges } from './arrays'
import { type Change, fieldChanges, KEEP, UNSET } from './fields'
import { clearSlot, type OwnedSet, readSlot, slotOf, writeSlot } from './tree'

interface Step {
  path: string[]
  change: Change
  /** Applies only when an upsert inserts the document. */
  onInsert: boolean
  /** Source path of a `$rename`. */
  from?: string[]
}

export interface CompiledUpdate {
  /** Whole-document replacement: the update had no operator. */
  replaces: boolean
  /** Returns the new document, which shares unchanged parts with `before`. `matches` finds the element for the positional `$`. */
  apply(before: Document, matches: Predicate, inserting: boolean): Document
}

/** Compiles an update. Throws REFUSED for unknown operators, illegal or conflicting paths. */
export function compileUpdate(update: unknown, now: number): CompiledUpdate {
  if (!isPlain(update)) return refuse('update must be an object')
  const operators = Object.keys(update).filter(key => key.startsWith('$'))
  if (operators.length === 0) {
    return { replaces: true, apply: (before, _matches, inserting) => replacement(before, update, inserting) }
  }
  if (operators.length !== Object.keys(update).length) return refuse('update mixes operators and fields')
  const steps = operators.flatMap(operator => compileOperator(operator, update[operator], now))
  refuseConflicts(steps)
  // New fields are added by name, positions by number.
  steps.sort((a, b) => comparePaths(a.path, b.path))
  return {
    replaces: false,
    apply(before, matches, inserting) {
      const after = { ...before }
      const own: OwnedSet = new Set([after])
      for (const step of steps) {
        if (step.onInsert && !inserting) continue
        for (const path of resolvePositions(step.path, after, before, matches)) applyStep(after, step, path, own)
      }
      if (!valuesEqual(after._id, before._id))
        writeFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
      return after
    },
  }
}

function replacement(before: Document, update: Plain, inserting: boolean): Document {
  const { _id, ...fields } = update
  if (_id !== undefined && !inserting && !valuesEqual(_id, before._id))
    writeFailed("After applying the update, the (immutable) field '_id' was found to have been altered")
  return { _id: before._id, ...deepCopy(fields) }
}

function compileOperator(operator: string, fields: unknown, now: number): Step[] {
  if (!isPlain(fields)) return refuse(`Modifiers operate on fields but ${operator} was given something else`)
  return Object.entries(fields).map(([field, argument]) => {
    const path = updatePath(field)
    if (operator === '$rename') {
      if (typeof argument !== 'string') return refuse('The new name of a $rename must be a string')
      return { path: updatePath(argument), from: path, onInsert: false, change: present => present }
    }
    const name = operator === '$setOnInsert' ? '$set' : operator
    const make = ownValue(fieldChanges, name) ?? ownValue(arrayChanges, name)
    if (typeof make !== 'function') return refuse(`Unknown modifier: ${operator}`)
    return { path, onInsert: operator === '$setOnInsert', change: make(argument, now) as Change }
  })
}

function updatePath(field: string): string[] {
  const path = splitPath(field)
  if (field.includes('\0')) return refuse('field names must not contain null bytes')
  if (path.some(segment => segment === '')) return refuse(`The update path '${field}' contains an empty field name`)
  if (path.some((segment, at) => segment.startsWith('$') && (at === 0 || !['$', '$[]'].includes(segment)))) {
    return refuse(`The dollar ($) prefixed field in '${field}' is not valid for storage`)
  }
  return path
}

function comparePaths(a: string[], b: string[]): number {
  const at = a.findIndex((segment, i) => segment !== b[i])
  const [left, right] = [a[at] ?? '', b[at] ?? '']
  return isPosition(left) && isPosition(right) ? Number(left) - Number(right) : compareValues(left, right)
}

function refuseConflicts(steps: Step[]): void {
  const paths = steps.flatMap(step => (step.from ? [step.path, step.from] : [step.path]))
  const sorted = paths.map(path => `${path.join('.')}.`).sort()
  for (const [i, path] of sorted.entries()) {
    const next = sorted[i + 1]
    if (next?.startsWith(path)) {
      refuse(`Updating the path '${next.slice(0, -1)}' would create a conflict at '${path.slice(0, -1)}'`)
    }
  }
}

/** `$rename` does not reach into arrays. */
function refuseElements(document: Document, path: string[], what: string): void {
  for (let length = 1; length < path.length; length++) {
    if (Array.isArray(readSlot(slotOf(document, path.slice(0, length), false)))) {
      writeFailed(`The ${what} field cannot be an array element, '${path.join('.')}' in $rename`)
    }
  }
}

function applyStep(after: Document, step: Step, path: string[], own: OwnedSet): void {
  if (step.from) {
    refuseElements(after, step.from, 'source')
    refuseElements(after, path, 'destination')
    const source = slotOf(after, step.from, false, own)
    const moved = readSlot(source)
    if (source === undefined || moved === undefined) return
    clearSlot(source)
    const target = slotOf(after, path, true, own)
    if (target) writeSlot(target, moved)
    return
  }
  const present = readSlot(slotOf(after, path, false))
  const next = step.change(present, path.join('.'))
  if (next === KEEP) return
  const slot = slotOf(after, path, next !== UNSET, own)
  if (slot === undefined) return
  if (next === UNSET) clearSlot(slot)
  else writeSlot(slot, deepCopy(next))
}

/** Replaces `$` by the position of the first element the filter matches, and `$[]` by every position. */
function resolvePositions(path: string[], after: Document, before: Document, matches: Predicate): string[][] {
  const at = path.findIndex(segment => segment.startsWith('$'))
  if (at === -1) return [path]
  const head = path.slice(0, at)
  const array = readSlot(slotOf(after, head, false))
  if (!Array.isArray(array)) return writeFailed(`The path '${head.join('.')}' must be an array`)
  const chosen = path[at] === '$[]' ? array.map((_, i) => i) : [matchedPosition(head, before, matches)]
  return chosen.flatMap(i => resolvePositions([...head, String(i), ...path.slice(at + 1)], after, before, matches))
}

function matchedPosition(head: string[], before: Document, matches: Predicate): number {
  const array = readSlot(slotOf(before, head, false))
  /** Whether the filter matches the document with only these elements. */
  const matchesWith = (elements: unknown[]) => {
    const changed = deepCopy(before)
    const slot = slotOf(changed, head, false)
    if (slot) writeSlot(slot, elements)
    return matches(changed)
  }
  // A filter that matches without any element, such as one of another field or `$ne`, has found none.
  const position = Array.isArray(array) && !matchesWith([]) ? array.findIndex(element => matchesWith([element])) : -1
  if (position === -1) return writeFailed('The positional operator did not find the match needed from the query')
  return position
}
