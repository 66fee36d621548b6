import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'

/** One ticket of a ballot: a whole party under an opaque id, and the places it needs. */
export interface Ticket {
  id: string
  places: number
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

/**
 * The draw. Every ticket gets the number HMAC-SHA-256(seed, id), as 64 hex digits, and the tickets are taken in the
 * order of these numbers; a ticket gets its places when all of them are left, otherwise none, and the next is looked
 * at. Pure: anybody who has seed, tickets and places comes to the same result, in whatever order the tickets are given.
 */
export function draw(seed: string, tickets: readonly Ticket[], places: number): Draw {
  const numbered = tickets.map(ticket => ({ ticket, number: hex(hmac(sha256, seed, ticket.id)) }))
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
