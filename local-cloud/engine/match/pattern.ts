/**
 * Regular expressions from callers. A pattern that could backtrack without bound runs in a context that V8 can interrupt,
 * so that no query can block the process.
 */
import { createContext, Script } from 'node:vm'
import { invalid } from '../errors'

const MAX_PATTERN_LENGTH = 1000
/** Time limit for matching one value, ms; ordinary patterns need microseconds. */
const TIME_LIMIT = 200
/** On subjects this short one repetition cannot take long. */
const SHORT_SUBJECT = 256

/** Compiles a pattern. Throws INVALID_PARAM for an invalid pattern or options. */
export function toPattern(source: string, options: string): RegExp {
  if (source.length > MAX_PATTERN_LENGTH) invalid(`regular expression is longer than ${MAX_PATTERN_LENGTH} characters`)
  if (!/^[imsu]*$/.test(options)) invalid(`invalid flag in regex options: ${options}`)
  try {
    return new RegExp(source, options)
  } catch {
    return invalid('regular expression is invalid')
  }
}

const holder: { pattern: RegExp; subject: string } = { pattern: /^/, subject: '' }
const context = createContext({ holder })
const guarded = new Script('holder.pattern.test(holder.subject)')

/** Counts `*`, `+`, `{` and back references outside classes: what can make matching slow. */
function repetitions(source: string): number {
  const bare = source.replace(/\\[^1-9]/g, '').replace(/\[[^\]]*\]/g, 'c')
  return bare.match(/[*+{]|\\[1-9]|\)\?/g)?.length ?? 0
}

/** Compiles a pattern into a test; the test throws INVALID_PARAM when matching takes too long. */
export function patternTest(pattern: RegExp): (subject: string) => boolean {
  const bare = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
  const repeated = repetitions(bare.source)
  return subject => {
    if (repeated === 0 || (repeated === 1 && subject.length <= SHORT_SUBJECT)) return bare.test(subject)
    holder.pattern = bare
    holder.subject = subject
    try {
      return guarded.runInContext(context, { timeout: TIME_LIMIT }) as boolean
    } catch {
      return invalid('regular expression takes too long')
    }
  }
}
