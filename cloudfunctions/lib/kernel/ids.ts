import { createHash, randomBytes } from 'node:crypto'
import type { Guest } from '@domain/desk/guest'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const ID_LENGTH = 20

function base32(bytes: Uint8Array, length: number): string {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5 && text.length < length) {
      bits -= 5
      text += ALPHABET[(value >>> bits) & 31]
    }
  }
  return text
}

/** Equal parts give an equal id, which makes a repeated write idempotent. 100 bits. */
function derivedId(...parts: string[]): string {
  return base32(createHash('sha256').update(JSON.stringify(parts)).digest(), ID_LENGTH)
}

/** Id of a person's account. One-way, so that ids in logs and links do not reveal the platform identity. */
export function accountIdOf(openid: string): string {
  return derivedId('account', openid)
}

/** Id of a direct booking. */
export function bookingIdOf(accountId: string, requestId: string): string {
  return derivedId('booking', accountId, requestId)
}

/** Id of a series enrolment. */
export function enrolmentIdOf(accountId: string, requestId: string): string {
  return derivedId('enrolment', accountId, requestId)
}

/** Id of the booking of one session of a series enrolment. */
export function partIdOf(enrolmentId: string, sessionId: string): string {
  return derivedId('part', enrolmentId, sessionId)
}

/**
 * Id of a wait. Differs from a booking's id with the same request id, because joining and booking are two intentions.
 */
export function waitIdOf(accountId: string, requestId: string): string {
  return derivedId('wait', accountId, requestId)
}

/** Id of one attempt to accept an offer. After a refused attempt the offer can be accepted by another. */
export function acceptanceIdOf(bookingId: string, requestId: string): string {
  return derivedId('acceptance', bookingId, requestId)
}

/** Id of a new household member. */
export function memberIdOf(accountId: string, requestId: string): string {
  return derivedId('member', accountId, requestId)
}

/** Id of a booking made at the desk. */
export function deskIdOf(staffAccountId: string, requestId: string): string {
  return derivedId('desk', staffAccountId, requestId)
}

/** Account id of a guest: equal for equal name and digits at one centre; unique to the booking if either is missing. */
export function guestIdOf(centreId: string, { name, lastFour }: Guest, bookingId: string): string {
  return name !== null && lastFour !== null
    ? derivedId('guest', centreId, name, lastFour)
    : derivedId('guest', centreId, bookingId)
}

/** Id of a manager's change of a session. */
export function changeIdOf(accountId: string, requestId: string): string {
  return derivedId('change', accountId, requestId)
}

/** Id of a visit to a rest station; it does not reveal the account. */
export function visitIdOf(accountId: string, requestId: string): string {
  return derivedId('visit', accountId, requestId)
}

/** Id of a staff action on a station. */
export function actIdOf(accountId: string, requestId: string): string {
  return derivedId('act', accountId, requestId)
}

/**
 * An anonymous account id, equal at every attempt to erase one account. The secret prevents others from deriving it.
 */
export function anonymousIdOf(secret: string): string {
  return derivedId('nobody', secret)
}

/** A random secret, 160 bits. */
export function newSecret(): string {
  return base32(randomBytes(20), 32)
}
