import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Node, parse } from 'acorn'
import { ECMASCRIPT, TOO_NEW } from './base-library'
import { filesOf } from './packages'

/** Returns what the oldest base library could not run, one line each: newer syntax, and built-ins that it lacks. */
export function tooNewCode(dist: string): string[] {
  return filesOf(dist)
    .filter(path => /\.(?:js|wxs)$/.test(path))
    .flatMap(path => faultsOf(path, readFileSync(join(dist, path), 'utf8')))
}

function faultsOf(path: string, source: string): string[] {
  const around = (at: number) => source.slice(Math.max(0, at - 30), at + 30).replace(/\s+/g, ' ')
  let tree: Node
  try {
    tree = parse(source, { ecmaVersion: ECMASCRIPT, sourceType: 'script' })
  } catch (failure) {
    const { pos = 0, message } = failure as SyntaxError & { pos?: number }
    return [`${path} is no ES${ECMASCRIPT}: ${message}: … ${around(pos)} …`]
  }
  const faults: string[] = []
  visit(tree, node => {
    const name = tooNew(node)
    if (name) faults.push(`${path} uses ${name}: … ${around(node.start)} …`)
  })
  return faults
}

type Fields = Node & Record<string, unknown>

/** Calls `see` for every node; names of members and keys are no nodes of their own. */
function visit(node: Node, see: (node: Fields) => void): void {
  see(node as Fields)
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'property' || key === 'key') && !(node as Fields).computed) continue
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

function nameOf(value: unknown): string {
  const { type, name } = (value ?? {}) as Fields
  return type === 'Identifier' ? String(name) : ''
}

/** The built-in that a node uses, if it is too new. `typeof X` alone uses nothing. */
function tooNew(node: Fields): string | null {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const callee = node.callee as Fields
    const called = nameOf(callee)
    if (TOO_NEW.globals.includes(called)) return called
    if (callee.type !== 'MemberExpression') return null
    const method = nameOf(callee.property)
    const whole = `${nameOf(callee.object)}.${method}`
    if (TOO_NEW.statics.includes(whole) || TOO_NEW.globals.includes(nameOf(callee.object))) return whole
    if (TOO_NEW.methods.includes(method)) return `.${method}()`
    return method === 'at' && isNegative((node.arguments as unknown[])[0]) ? '.at() with a negative index' : null
  }
  return null
}

/** `-1`: an array's own `at`, and not the `at` of something else. */
function isNegative(value: unknown): boolean {
  const { type, operator } = (value ?? {}) as Fields
  return type === 'UnaryExpression' && operator === '-'
}
