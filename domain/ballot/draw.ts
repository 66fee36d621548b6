import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'

/** One ticket of a ballot: a whole party under an opaque id, and the places it needs. */
export interface Ticket {
  id: string
  places: number
  /** What it is drawn by, as `lotOf` gives it; absent in lists of the first form, where the id is. */
  lot?: string | undefined
}

/** What a draw comes to. */
export interface Draw {
  /** All tickets, first drawn first. */
  order: Ticket[]
  /** Ids of those who get places, in drawn order. */
  winners: string[]
}

/**
 * The fingerprint of a seed, published while people register: the SHA-256 of its text, 64 hex digits. It binds the
 * seed without telling it.
 */
export function seedHashOf(seed: string): string {
  return hex(sha256(seed))
}

/** Digits of a lot: enough that no two households share one. */
const LOT_DIGITS = 24

/**
 * What a household's ticket is drawn by: the first digits of HMAC-SHA-256(seed, session id + '.' + account id). Nobody
 * chooses it: it hangs on nothing that a phone sends, and one household has one in each session.
 */
export function lotOf(seed: string, sessionId: string, accountId: string): string {
  return hex(hmac(sha256, seed, `${sessionId}.${accountId}`)).slice(0, LOT_DIGITS)
}

/**
 * The key of a draw: the SHA-256 of seed + '.' + closing, 64 hex digits. The seed is bound before anybody registers, the
 * closing comes into being when nobody can register any more: until then nobody can know who wins, with the seed or
 * without it.
 */
export function drawKeyOf(seed: string, closing: string): string {
  return hex(sha256(`${seed}.${closing}`))
}

/**
 * The draw. Every ticket gets the number HMAC-SHA-256(key, lot), as 64 hex digits, and the tickets are taken in the
 * order of these numbers; a ticket gets its places when all of them are left, otherwise none, and the next is looked
 * at. Pure: anybody who has key, tickets and places comes to the same result, in whatever order the tickets are given.
 */
export function draw(key: string, tickets: readonly Ticket[], places: number): Draw {
  const numbered = tickets.map(ticket => ({ ticket, number: hex(hmac(sha256, key, ticket.lot ?? ticket.id)) }))
  numbered.sort((a, b) => (a.number < b.number ? -1 : 1))
  const order = numbered.map(({ ticket }) => ticket)
  const winners: string[] = []
  let left = places
  for (const ticket of order) {
    if (ticket.places > left) continue
    left -= ticket.places
    winners.push(ticket.id)
  }
  return { order, winners }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
