import { maskName } from '../people/members'
import { charactersOf, isolated } from '../text'
import { LAST_DIGITS, lastDigitsOf, nameKey, numberOf } from '../typed'
import { type Guest, UNNAMED_GUEST } from './guest'

/** The fields by which staff search for a booking. */
export interface Findable {
  attendees: readonly { nickname: string }[]
  guest?: Guest
}

/**
 * Whether a booking matches a query: part of a name, four or more digits for the end of a guest's phone number, or a name
 * followed by these digits. Digits also match names, because some nicknames are digits.
 */
export function matchesQuery({ attendees, guest }: Findable, query: string): boolean {
  const isNamed = (wanted: string) => attendees.some(({ nickname }) => nameKey(nickname).includes(wanted))
  const hasNumber = (digits: string) => digits.length >= LAST_DIGITS && guest?.lastFour === lastDigitsOf(digits)
  const number = numberOf(query)
  if (number !== null) return hasNumber(number) || isNamed(number) || isNamed(lastDigitsOf(number))
  const wanted = nameKey(query)
  const [, name = '', digits = ''] = /^(.*\D)(\d+)$/.exec(wanted) ?? []
  return isNamed(wanted) || (hasNumber(digits) && isNamed(name))
}

/** Masked names of a party. A guest's party has at most one name; companions are only counted. */
export function maskedNames(booking: Findable): string[] {
  return namesOf(booking).map(maskedBy(maskName))
}

/**
 * Names of each booking's party, masked as far as the parties can still be told apart. Identical names stay identical.
 */
export function distinguishableNames(bookings: readonly Findable[]): string[][] {
  const parties = bookings.map(namesOf)
  const ways = [maskName, firstAndLast, (name: string) => name].map(way => {
    const hide = maskedBy(way)
    return { hide, clear: unambiguousNames(parties, hide) }
  })
  return parties.map(names => {
    const way = ways.find(({ hide, clear }) => clear.has(joined(names.map(hide))))
    return names.map(way?.hide ?? maskedBy(maskName))
  })
}

/**
 * The members of one party, each with a name that is masked as far as they can still be told apart; identical names are
 * numbered.
 */
export function membersOf(
  attendees: readonly { memberId: string; nickname: string }[],
): { id: string; name: string }[] {
  const names = attendees.map(({ nickname }) => nameKey(nickname))
  const tellsApart = (way: (name: string) => string) => new Set(names.map(way)).size === new Set(names).size
  const way = [maskName, firstAndLast].find(tellsApart) ?? (name => name)
  return attendees.map(({ memberId, nickname }, n) => {
    const alike = names.filter(name => name === names[n]).length
    const nth = names.slice(0, n + 1).filter(name => name === names[n]).length
    return { id: memberId, name: alike > 1 ? `${isolated(way(nickname))}（第 ${nth} 位）` : way(nickname) }
  })
}

/** The masked texts that belong to one party only. */
function unambiguousNames(parties: readonly string[][], hide: (name: string) => string): Set<string> {
  const meant = new Map<string, Set<string>>()
  for (const names of parties) {
    const text = joined(names.map(hide))
    meant.set(text, (meant.get(text) ?? new Set()).add(joined(names)))
  }
  return new Set([...meant].filter(([, wholes]) => wholes.size === 1).map(([text]) => text))
}

const joined = (names: readonly string[]) => names.join('、')

function namesOf({ attendees, guest }: Findable): string[] {
  return guest ? [guest.name ?? UNNAMED_GUEST] : attendees.map(({ nickname }) => nickname)
}

/** Applies a mask, except to the placeholder for unnamed guests. */
function maskedBy(way: (name: string) => string): (name: string) => string {
  return name => (name === UNNAMED_GUEST ? name : way(name))
}

function firstAndLast(name: string): string {
  const letters = charactersOf(name)
  return letters.length < 3
    ? name
    : `${letters[0]}${'＊'.repeat(Math.min(letters.length - 2, 2))}${letters[letters.length - 1]}`
}
