import { type Match, matchTerm } from './match'
import { isChinese, plainText, type Spelled } from './spelled'

/** What can be found, in the order in which equals are shown. */
export const FOUND_TYPES = ['class', 'space', 'station', 'canteen', 'dish', 'centre'] as const
export type FoundType = (typeof FOUND_TYPES)[number]

/** Something that can be found. */
export interface Findable {
  id: string
  type: FoundType
  name: Spelled
  /** Other words that lead to it, such as its kind, its centre and its county; compared without errors. */
  words: readonly Spelled[]
}

/** How well something fits a query: lower `rank` first, then greater closeness. */
export interface Fit {
  /** 0, 1: the tier of its name; 2: another word leads to it; 3: its name with an error; 4: two words written together. */
  rank: number
  closeness: number
}

const BY_WORDS = 2
const WITH_ERROR = 3
const BY_TWO_PARTS = 4
/** With fewer found, a query is also read as two words that were written together: 大营街书法. */
const FEW = 5
/** Shortest part of a query taken apart that is compared with names. */
const SHORTEST_OWN = 2
/** Longest query that is taken apart. */
const LONGEST_TO_SPLIT = 14

/** Finds what fits a query, best first; among equals, the order of `items` is kept. Pure. */
export function findFits<Item extends Findable>(query: string, items: Iterable<Item>): { item: Item; fit: Fit }[] {
  const terms = query
    .split(/\s+/)
    .map(plainText)
    .filter(term => term !== '')
  if (terms.length === 0) return []
  const match = remembering()
  const all = [...items]
  const found = fitting(all, item => fitOfAll(terms, item, match))
  const [only] = terms
  if (found.length >= FEW || terms.length > 1 || only === undefined || only.length > LONGEST_TO_SPLIT) return found
  const known = new Set(found.map(({ item }) => item))
  const others = fitting(
    all.filter(item => !known.has(item)),
    item => fitOfParts(only, item, match),
  )
  return [...found, ...others]
}

/** Orders two fits: negative where the first is better. */
export function compareFits(a: Fit, b: Fit): number {
  return a.rank - b.rank || Math.round((b.closeness - a.closeness) * 100)
}

type Matcher = (term: string, name: Spelled) => Match | null

/** Centres of a city offer classes of the same name: each name is compared once. */
function remembering(): Matcher {
  const known = new Map<string, Match | null>()
  return (term, name) => {
    const key = `${term} ${name.text}`
    const before = known.get(key)
    if (before !== undefined) return before
    const match = matchTerm(term, name)
    known.set(key, match)
    return match
  }
}

function fitting<Item>(items: readonly Item[], fitOf: (item: Item) => Fit | null) {
  return items
    .flatMap(item => {
      const fit = fitOf(item)
      return fit ? [{ item, fit }] : []
    })
    .sort((a, b) => compareFits(a.fit, b.fit))
}

/** Every term must fit the name or another word; the worst of them counts. */
function fitOfAll(terms: readonly string[], item: Findable, match: Matcher): Fit | null {
  const each: Fit[] = []
  for (const term of terms) {
    const fit = fitOfTerm(term, item, match)
    if (!fit) return null
    each.push(fit)
  }
  return {
    rank: Math.max(...each.map(({ rank }) => rank)),
    closeness: each.reduce((sum, { closeness }) => sum + closeness, 0) / each.length,
  }
}

function fitOfTerm(term: string, { name, words }: Findable, match: Matcher): Fit | null {
  const own = match(term, name)
  if (own && own.tier < 2) return { rank: own.tier, closeness: own.closeness }
  const other = bestWord(term, words, match)
  if (other) return { rank: BY_WORDS, closeness: other.closeness }
  return own && { rank: WITH_ERROR, closeness: own.closeness }
}

function bestWord(term: string, words: readonly Spelled[], match: Matcher): Match | null {
  let best: Match | null = null
  for (const word of words) {
    const found = match(term, word)
    if (found && found.tier < 2 && (!best || found.closeness > best.closeness)) best = found
  }
  return best
}

/** A single letter begins some word of everything; a single character does not. */
function isTooShort(other: string): boolean {
  return other.length === 1 && !isChinese(other)
}

/** The term as two words, one of the name and one of the other words, in either order: 江川书法, 书法课. */
function fitOfParts(term: string, { name, words }: Findable, match: Matcher): Fit | null {
  const characters = Array.from(term)
  for (let at = 1; at < characters.length; at++) {
    const first = characters.slice(0, at).join('')
    const second = characters.slice(at).join('')
    for (const [own, other] of [
      [second, first],
      [first, second],
    ] as const) {
      if (Array.from(own).length < SHORTEST_OWN || isTooShort(other)) continue
      const byName = match(own, name)
      if (!byName || byName.tier > 1 || !bestWord(other, words, match)) continue
      return { rank: BY_TWO_PARTS, closeness: byName.closeness }
    }
  }
  return null
}
