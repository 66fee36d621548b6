import { isChinese, type Spelled } from './spelled'

/**
 * How a name was recognised, best first: by its own characters, by pinyin or its initials, or with one character or letter wrong,
 * missing, doubled or, of pinyin, swapped.
 */
export type Tier = 0 | 1 | 2

/** How well a term fits a name. */
export interface Match {
  tier: Tier
  /** From 0 to 1: the share of the name that was typed; more where it begins with it. */
  closeness: number
}

/** Typed Chinese shorter than this is compared as it is: with one character wrong nothing of it would be left. */
const SHORTEST_CHINESE_WITH_ERROR = 2
/** Typed letters shorter than this are compared as they are: three of them with an error fit nearly everything. */
const SHORTEST_LETTERS_WITH_ERROR = 4
/** What the beginning of a name adds to its closeness. */
const AT_BEGINNING = 0.4

/** Returns how well a term (`plainText`) fits a name; null: it does not. Pure. */
export function matchTerm(term: string, name: Spelled): Match | null {
  const typed = Array.from(term)
  if (typed.length === 0) return null
  const units = unitsOf(name)
  const closeness = (from: number, length: number) =>
    (1 - AT_BEGINNING) * Math.min(1, length / units.length) + (from === 0 ? AT_BEGINNING : 0)
  const at = name.text.indexOf(term)
  if (at !== -1) return { tier: 0, closeness: closeness(Array.from(name.text.slice(0, at)).length, typed.length) }
  for (let from = 0; from < units.length; from++) {
    const length = walk(typed, 0, units, from)
    if (length !== null) return { tier: 1, closeness: closeness(from, length) }
  }
  for (let from = 0; from < units.length; from++) {
    if (withError(typed, units, from)) return { tier: 2, closeness: closeness(from, typed.length) }
  }
  return null
}

/** One character of a name and its sound. */
interface Sounding {
  character: string
  sound: string
}

function unitsOf({ text, sounds }: Spelled): Sounding[] {
  const spoken = sounds.split(' ')
  return Array.from(text).map((character, n) => ({ character, sound: spoken[n] ?? character }))
}

/** How much of a sound may stand for it: all of it, its first letter, or zh, ch, sh. */
function shortenings(sound: string): string[] {
  const initial = /^[zcs]h/.exec(sound)?.[0]
  return [sound, ...(initial ? [initial] : []), sound.slice(0, 1)]
}

/**
 * How many units the rest of what was typed stands for, each by its character, its sound or the beginning of that; null: it does
 * not stand for them. The last sound may be unfinished.
 */
function walk(typed: readonly string[], i: number, units: readonly Sounding[], j: number): number | null {
  if (i >= typed.length) return 0
  const unit = units[j]
  if (!unit) return null
  const rest = typed.slice(i).join('')
  const ways = unit.character === typed[i] ? [1] : []
  if (!isChinese(typed[i] ?? '')) {
    for (const part of shortenings(unit.sound)) if (rest.startsWith(part)) ways.push(part.length)
    if (unit.sound.startsWith(rest)) return 1
  }
  for (const way of ways) {
    const further = walk(typed, i + way, units, j + 1)
    if (further !== null) return further + 1
  }
  return null
}

function withError(typed: readonly string[], units: readonly Sounding[], from: number): boolean {
  if (typed.some(isChinese)) {
    if (typed.length < SHORTEST_CHINESE_WITH_ERROR) return false
    const characters = units.slice(from).map(({ character }) => character)
    return beginsNearly(characters, typed)
  }
  if (typed.length < SHORTEST_LETTERS_WITH_ERROR) return false
  const rest = units.slice(from)
  return (
    beginsNearly(Array.from(rest.map(({ sound }) => sound).join('')), typed) ||
    beginsNearly(
      rest.map(({ sound }) => sound.slice(0, 1)),
      typed,
    )
  )
}

/** Whether `text` begins with `typed` but for one character that is wrong, missing, too many, or swapped with the next. */
function beginsNearly(text: readonly string[], typed: readonly string[]): boolean {
  let k = 0
  while (k < typed.length && typed[k] === text[k]) k++
  const begins = (t: number, q: number) => typed.slice(q).every((character, n) => text[t + n] === character)
  return (
    begins(k + 1, k + 1) ||
    begins(k + 1, k) ||
    begins(k, k + 1) ||
    (typed[k] === text[k + 1] && typed[k + 1] === text[k] && begins(k + 2, k + 2))
  )
}
