import { createHmac } from 'node:crypto'
import { derivedId, type Keyed, type KeyedRequest, keyedId, requestIdOf } from './derive'

/** Id of a person's account. One-way, so that ids in logs and links do not reveal the platform identity. */
export function accountIdOf(openid: string): string {
  return derivedId('account', openid)
}

/** Id of a new household member. */
export function memberIdOf(request: KeyedRequest): string {
  return requestIdOf('member', request)
}

/** Id of the relation of two accounts, one of which orders for the other. */
export function relationIdOf(keyed: Keyed, elderId: string, helperId: string): string {
  return keyedId(keyed, 'relation', elderId, helperId)
}

/** The code that a person shows so that somebody may order for them. */
export function relationCodeOf(request: KeyedRequest): string {
  const { idSecret, accountId, requestId } = request
  const digest = createHmac('sha256', idSecret)
    .update(JSON.stringify(['relation-code', accountId, requestId]))
    .digest()
  return String(digest.readUInt32BE(0) % 100_000_000).padStart(8, '0')
}

/** Id of the care for a child by another account. */
export function careIdOf(request: KeyedRequest): string {
  return requestIdOf('care', request)
}

/** The code with which somebody accepts to care for a child: twelve digits. */
export function careCodeOf({ idSecret }: Keyed, careId: string): string {
  const digest = createHmac('sha256', idSecret)
    .update(JSON.stringify(['care code', careId]))
    .digest()
  return String(digest.readUIntBE(0, 6) % 1_000_000_000_000).padStart(12, '0')
}

/** What is stored of such a code: nobody can test digits against it without the secret. */
export function careHashOf(keyed: Keyed, code: string): string {
  return keyedId(keyed, 'care hash', code)
}

/** Id of a request that somebody makes in the account of a child they care for: it equals no request of that account. */
export function caredRequestOf(keyed: Keyed, careId: string, requestId: string): string {
  return keyedId(keyed, 'cared request', careId, requestId)
}

/** Id of a wish to hear of new classes. */
export function interestIdOf(request: KeyedRequest): string {
  return requestIdOf('interest', request)
}

/**
 * What stands in one anonymous record instead of an account: equal at every attempt to make it anonymous, and different in
 * every record, so that no two of them join.
 */
export function nobodyIdOf(keyed: Keyed, recordId: string): string {
  return keyedId(keyed, 'nobody', recordId)
}

/** Id of what is counted of a kind for a key, such as a person's wrong tries; it does not reveal the account. */
export function triesIdOf(keyed: Keyed, key: string, kind: string): string {
  return keyedId(keyed, 'tries', key, kind)
}
