const MAX_DEPTH = 8
const MAX_NODES = 1000
const MAX_TEXT = 4000
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Whether a value is an object of small, shallow, plain data. Runs before schema validation, so that nothing huge is
 * parsed and no key reaches a prototype.
 */
export function isPlainInput(value: unknown): boolean {
  let nodes = 0
  const visit = (node: unknown, depth: number): boolean => {
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) return false
    if (typeof node === 'string') return node.length <= MAX_TEXT
    if (typeof node !== 'object' || node === null) return true
    if (Array.isArray(node)) return node.every(item => visit(item, depth + 1))
    return Object.entries(node).every(
      ([key, item]) => key.length <= 64 && !FORBIDDEN_KEYS.has(key) && visit(item, depth + 1),
    )
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) && visit(value, 0)
}
