/**
 * Regular expressions from callers. A pattern that could backtrack without bound runs in a context that V8 can interrupt,
 * so that no query can block the process.
 */
import { createContext, Script } from 'node:vm'
import { refuse } from '../errors'
import { translatePattern } from './pcre'

const MAX_PATTERN_LENGTH = 32_764
/** Time limit for matching one value, ms; ordinary patterns need microseconds. */
const TIME_LIMIT = 200
/** On subjects this short one repetition cannot take long. */
const SHORT_SUBJECT = 256

/** What compiled patterns were compiled from. */
const originals = new WeakMap<RegExp, { source: string; options: string }>()

/** Compiles a pattern of the database. Throws REFUSED for an invalid pattern or options. */
export function toPattern(source: string, options: string): RegExp {
  if (source.length > MAX_PATTERN_LENGTH) refuse(`regular expression is longer than ${MAX_PATTERN_LENGTH} characters`)
  if (source.includes('\0')) refuse('regular expression cannot contain an embedded null byte')
  const unknown = /[^imsxu]/.exec(options)
  if (unknown) refuse(`invalid flag in regex options: ${unknown[0]}`)
  const translated = translatePattern(source, options)
  let pattern: RegExp
  try {
    pattern = new RegExp(translated.source, translated.flags)
  } catch {
    return refuse('regular expression is invalid')
  }
  originals.set(pattern, { source, options: options.replace('u', '') })
  return pattern
}

/** Source and options of a pattern, in the terms of the database. */
export function originalOf(pattern: RegExp): { source: string; options: string } {
  return originals.get(pattern) ?? { source: pattern.source, options: pattern.flags.replace(/[^ims]/g, '') }
}

/** A pattern as `toPattern` compiles it; one of JavaScript is read as one of the database. */
function compiled(pattern: RegExp): RegExp {
  if (originals.has(pattern)) return pattern
  const { source, options } = originalOf(pattern)
  return toPattern(source, options)
}

const holder: { pattern: RegExp; subject: string } = { pattern: /^/, subject: '' }
const context = createContext({ holder })
const guardedTest = new Script('holder.pattern.test(holder.subject)')
const guardedMatch = new Script('holder.pattern.exec(holder.subject)')

/** Counts `*`, `+`, `{` and back references outside classes: what can make matching slow. */
function repetitions(source: string): number {
  const bare = source.replace(/\\[^1-9]/g, '').replace(/\[[^\]]*\]/g, 'c')
  return bare.match(/[*+{]|\\[1-9]|\)\?/g)?.length ?? 0
}

function guarded(script: Script, pattern: RegExp, subject: string): unknown {
  holder.pattern = pattern
  holder.subject = subject
  try {
    return script.runInContext(context, { timeout: TIME_LIMIT })
  } catch {
    return refuse('regular expression takes too long')
  }
}

/** A test of texts; it throws REFUSED when matching takes too long. */
export function patternTest(given: RegExp): (subject: string) => boolean {
  const pattern = compiled(given)
  const repeated = repetitions(originalOf(pattern).source)
  return subject =>
    repeated === 0 || (repeated === 1 && subject.length <= SHORT_SUBJECT)
      ? pattern.test(subject)
      : (guarded(guardedTest, pattern, subject) as boolean)
}

/** Every match in a text, in order. Throws REFUSED when matching takes too long. */
export function* matchesOf(given: RegExp, subject: string): Generator<RegExpExecArray> {
  const { source, flags } = compiled(given)
  const pattern = new RegExp(source, `${flags}g`)
  for (;;) {
    const found = guarded(guardedMatch, pattern, subject) as RegExpExecArray | null
    if (!found) return
    yield found
    // An empty match must not be found again at the same place.
    if (found[0] === '') pattern.lastIndex += (subject.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1
  }
}
