import { maskName } from '../people/members'
import { type Guest, UNNAMED_GUEST } from './guest'

/** A booking as staff may look for it. */
export interface Findable {
  attendees: readonly { nickname: string }[]
  guest?: Guest
}

/** Whether a booking is meant: four digits are the last ones of a phone number, anything else is part of a name. */
export function isMeant(booking: Findable, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  if (/^\d{4}$/.test(wanted)) return booking.guest?.lastFour === wanted
  return booking.attendees.some(({ nickname }) => nickname.toLowerCase().includes(wanted))
}

/** Names for other eyes, each hidden as far as it can still be told from the others; equal names stay equal. */
function tellApart(names: readonly string[]): string[] {
  const ways = [maskName, firstAndLast, (name: string) => name]
  return names.map(name => {
    const others = names.filter(other => other !== name)
    const way = ways.find(hide => others.every(other => hide(other) !== hide(name)))
    return (way ?? maskName)(name)
  })
}

/** Names of a party for other eyes. Of a guest's party one is known at most; the others are in the number of people. */
export function shownNames({ attendees, guest }: Findable): string[] {
  if (guest) return [guest.name === null ? UNNAMED_GUEST : maskName(guest.name)]
  return attendees.map(({ nickname }) => maskName(nickname))
}

/** A name for the party of each booking, told apart from the others as `tellApart` does. */
export function namesApart(bookings: readonly Findable[]): string[] {
  const whole = bookings.map(({ attendees, guest }) =>
    guest ? (guest.name ?? UNNAMED_GUEST) : attendees.map(({ nickname }) => nickname).join('、'),
  )
  const apart = tellApart(whole)
  return bookings.map(({ guest }, n) => (guest?.name === null ? UNNAMED_GUEST : (apart[n] ?? '')))
}

function firstAndLast(name: string): string {
  const letters = Array.from(name)
  return letters.length < 3 ? name : `${letters[0]}${'＊'.repeat(Math.min(letters.length - 2, 2))}${letters.at(-1)}`
}
