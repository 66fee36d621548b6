/** What no aggregation expression may contain: code execution, and patterns that are not checked beforehand. */
import { invalid } from '../errors'
import { isPlain } from '../values/compare'

const CODE = new Set(['$where', '$function', '$accumulator'])
const PATTERNS = new Set(['$regexMatch', '$regexFind', '$regexFindAll'])

/** Longest nesting of a stage or expression. */
const MAX_DEPTH = 60

/** Throws INVALID_PARAM when `expression` would run code or match an unguarded pattern, or touches a prototype. */
export function refuseUnsafe(expression: unknown, depth = 0): void {
  if (depth > MAX_DEPTH) invalid(`expression is nested deeper than ${MAX_DEPTH}`)
  if (Array.isArray(expression)) {
    for (const item of expression) refuseUnsafe(item, depth + 1)
  } else if (isPlain(expression)) {
    for (const [key, value] of Object.entries(expression)) {
      if (CODE.has(key)) invalid(`${key} is not allowed`)
      if (PATTERNS.has(key)) refusePattern(key, value)
      if (key.split('.').includes('__proto__')) invalid('illegal field path')
      refuseUnsafe(value, depth + 1)
    }
  } else if (typeof expression === 'string' && expression.startsWith('$') && expression.includes('__proto__')) {
    invalid('illegal field path')
  }
}

/** mingo runs these patterns itself, where nothing interrupts them: only patterns that cannot repeat are let through. */
function refusePattern(operator: string, argument: unknown): void {
  const regex = isPlain(argument) ? argument.regex : undefined
  const source = regex instanceof RegExp ? regex.source : regex
  if (typeof source !== 'string' || source.startsWith('$') || /[*+{]|\\[1-9]/.test(source)) {
    invalid(`${operator} takes a literal pattern without repetition`)
  }
}
