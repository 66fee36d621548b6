/** Regular expressions in expressions; matching is guarded as in queries. */
import { refuse } from '../errors'
import { matchesOf, originalOf, toPattern } from '../match/pattern'
import { type NamedValues, type Operator, withNamed } from './arguments'
import { isNullish } from './scope'
import { stringOf, typeName } from './values'

function patternOf({ regex, options }: NamedValues, name: string): RegExp | null {
  const flags = isNullish(options) ? '' : stringOf(options, `the options of ${name}`)
  if (isNullish(regex)) return null
  if (typeof regex === 'string') return toPattern(regex, flags)
  if (!(regex instanceof RegExp)) {
    return refuse(`${name} needs 'regex' to be of type string or regex, not ${typeName(regex)}`)
  }
  const original = originalOf(regex)
  if (original.options !== '' && !isNullish(options)) {
    return refuse(`${name}: found regex options specified in both 'regex' and 'options' fields`)
  }
  return toPattern(original.source, original.options + flags)
}

interface Match {
  match: string
  /** Position in code points. */
  idx: number
  captures: (string | null)[]
}

function* matches(text: string, pattern: RegExp): Generator<Match> {
  for (const found of matchesOf(pattern, text)) {
    yield {
      match: found[0],
      idx: [...text.slice(0, found.index)].length,
      captures: Array.from(found.slice(1), capture => capture ?? null),
    }
  }
}

const withPattern = (none: unknown, apply: (text: string, pattern: RegExp) => unknown): Operator =>
  withNamed(['input', 'regex'], ['options'], (values, name) => {
    const { input } = values
    if (!isNullish(input)) stringOf(input, `the input of ${name}`)
    const pattern = patternOf(values, name)
    return isNullish(input) || pattern === null ? none : apply(String(input), pattern)
  })

export const patternOperators: Record<string, Operator> = {
  $regexMatch: withPattern(false, (text, pattern) => !matches(text, pattern).next().done),
  $regexFind: withPattern(null, (text, pattern) => matches(text, pattern).next().value ?? null),
  $regexFindAll: withPattern([], (text, pattern) => [...matches(text, pattern)]),
}
