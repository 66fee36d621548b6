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

/** The same parts give the same id: the guard that makes a repeated write the same write. 100 bits. */
function derivedId(...parts: string[]): string {
  return base32(createHash('sha256').update(JSON.stringify(parts)).digest(), ID_LENGTH)
}

/** A person's account. One-way, so that ids in logs and links never give the platform identity away. */
export function accountIdOf(openid: string): string {
  return derivedId('account', openid)
}

export function bookingIdOf(accountId: string, requestId: string): string {
  return derivedId('booking', accountId, requestId)
}

/** A party's booking of a whole series. */
export function enrolmentIdOf(accountId: string, requestId: string): string {
  return derivedId('enrolment', accountId, requestId)
}

/** The booking of one session of a series that is booked as a whole. */
export function partIdOf(enrolmentId: string, sessionId: string): string {
  return derivedId('part', enrolmentId, sessionId)
}

/** Not the id of a booking with the same request id: joining and booking are two intentions. */
export function waitIdOf(accountId: string, requestId: string): string {
  return derivedId('wait', accountId, requestId)
}

/** One attempt to take an offer: a refused one leaves the offer open for another. */
export function acceptanceIdOf(bookingId: string, requestId: string): string {
  return derivedId('acceptance', bookingId, requestId)
}

export function memberIdOf(accountId: string, requestId: string): string {
  return derivedId('member', accountId, requestId)
}

/** A booking made at the desk. */
export function deskIdOf(staffAccountId: string, requestId: string): string {
  return derivedId('desk', staffAccountId, requestId)
}

/** The account of a guest: the same for the same name and digits at one centre, of its own where there are no digits. */
export function guestIdOf(centreId: string, { name, lastFour }: Guest, bookingId: string): string {
  return name !== null && lastFour !== null
    ? derivedId('guest', centreId, name, lastFour)
    : derivedId('guest', centreId, bookingId)
}

/** A manager's change of a session. */
export function changeIdOf(accountId: string, requestId: string): string {
  return derivedId('change', accountId, requestId)
}

/** A visit of a rest station; it gives nobody's account away. */
export function visitIdOf(accountId: string, requestId: string): string {
  return derivedId('visit', accountId, requestId)
}

/** What a member of staff did to a station. */
export function actIdOf(accountId: string, requestId: string): string {
  return derivedId('act', accountId, requestId)
}

/** Stands for nobody, the same at every attempt to erase an account. `secret` keeps it from being worked out again. */
export function anonymousIdOf(secret: string): string {
  return derivedId('nobody', secret)
}

/** Key of a booking's rotating code, 160 bits. */
export function newSecret(): string {
  return base32(randomBytes(20), 32)
}
