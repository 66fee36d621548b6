import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'

/** One ticket of a ballot: a whole party under an opaque id, and the places it needs. */
export interface Ticket {
  id: string
  places: number
  /** The value that it is drawn by, from `lotOf`; absent in the first published format, which uses the id. */
  lot?: string | undefined
}

/** The result of a draw. */
export interface Draw {
  /** All tickets, first drawn first. */
  order: Ticket[]
  /** Ids of those who get places, in drawn order. */
  winners: string[]
}

/**
 * SHA-256 of a seed's text, 64 hex digits. It is published while people register: it commits the centre to the seed
 * without revealing it.
 */
export function seedHashOf(seed: string): string {
  return hex(sha256(seed))
}

/** Hex digits of a lot, enough to exclude collisions. */
const LOT_DIGITS = 24

/**
 * The lot of a household's ticket: the first digits of HMAC-SHA-256(seed, session id + '.' + account id). Nobody can
 * choose it: it does not depend on anything a phone sends, and a household has exactly one per session.
 */
export function lotOf(seed: string, sessionId: string, accountId: string): string {
  return hex(hmac(sha256, seed, `${sessionId}.${accountId}`)).slice(0, LOT_DIGITS)
}

/**
 * The key of a draw: SHA-256 of seed + '.' + closing, 64 hex digits. The hash of the seed is published before
 * registration opens, and `closing` is created after registration has closed, so before that nobody can know the
 * winners, not even with the seed.
 */
export function drawKeyOf(seed: string, closing: string): string {
  return hex(sha256(`${seed}.${closing}`))
}

/**
 * Draws a ballot. Every ticket gets the number HMAC-SHA-256(key, lot) as 64 hex digits, and tickets are ordered by that
 * number. In this order, each ticket wins if all of its places are still left; otherwise it is passed over.
 * Deterministic: key, tickets and places give the same result for everybody, whatever the order of the input. Source:
 * docs/decisions/0011-ballot.md.
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
