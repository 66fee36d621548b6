import { createHash, createHmac, randomBytes } from 'node:crypto'

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

/** Equal parts give an equal id. 100 bits. */
export function derivedId(...parts: string[]): string {
  return base32(createHash('sha256').update(JSON.stringify(parts)).digest(), ID_LENGTH)
}

/** What ids are derived with: the secret of the functions' configuration, which is not in the database. */
export interface Keyed {
  idSecret: string
}

/** A request of an account, whose id a repeated call derives again. */
export interface KeyedRequest extends Keyed {
  accountId: string
  requestId: string
}

/**
 * Equal parts give an equal id, which makes a repeated write idempotent. Without the secret nobody can test which account
 * or which name an id was derived from (docs/decisions/0023-forgetting.md). 100 bits.
 */
export function keyedId({ idSecret }: Keyed, ...parts: string[]): string {
  return base32(createHmac('sha256', idSecret).update(JSON.stringify(parts)).digest(), ID_LENGTH)
}

/** Id of what a request of an account makes, once for each kind. */
export function requestIdOf(kind: string, request: KeyedRequest): string {
  return keyedId(request, kind, request.accountId, request.requestId)
}

/** Eight digits that follow from the parts. */
export function eightDigits({ idSecret }: Keyed, ...parts: string[]): string {
  const digest = createHmac('sha256', idSecret).update(JSON.stringify(parts)).digest()
  return String(digest.readUInt32BE(0) % 100_000_000).padStart(8, '0')
}

/** A random secret, 160 bits. */
export function newSecret(): string {
  return base32(randomBytes(20), 32)
}
