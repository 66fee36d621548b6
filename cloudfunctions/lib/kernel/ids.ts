import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Guest } from '@domain/desk/guest'
import { PROOF_LENGTH } from '@domain/stations/scene'
import { nameKey } from '@domain/typed'

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
function derivedId(...parts: string[]): string {
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
function keyedId({ idSecret }: Keyed, ...parts: string[]): string {
  return base32(createHmac('sha256', idSecret).update(JSON.stringify(parts)).digest(), ID_LENGTH)
}

function requestIdOf(kind: string, request: KeyedRequest): string {
  return keyedId(request, kind, request.accountId, request.requestId)
}

/** Id of a person's account. One-way, so that ids in logs and links do not reveal the platform identity. */
export function accountIdOf(openid: string): string {
  return derivedId('account', openid)
}

/** Id of a direct booking. */
export function bookingIdOf(request: KeyedRequest): string {
  return requestIdOf('booking', request)
}

/** Id of a series enrolment. */
export function enrolmentIdOf(request: KeyedRequest): string {
  return requestIdOf('enrolment', request)
}

/** Id of the booking of one session of a series enrolment. */
export function partIdOf(keyed: Keyed, enrolmentId: string, sessionId: string): string {
  return keyedId(keyed, 'part', enrolmentId, sessionId)
}

/**
 * Id of a wait. Differs from a booking's id with the same request id, because joining and booking are two intentions.
 */
export function waitIdOf(request: KeyedRequest): string {
  return requestIdOf('wait', request)
}

/** Id of one attempt to accept an offer. After a refused attempt the offer can be accepted by another. */
export function acceptanceIdOf(request: Keyed & { requestId: string }, bookingId: string): string {
  return keyedId(request, 'acceptance', bookingId, request.requestId)
}

/** Id of one attempt to add a member to a booking. */
export function joiningIdOf(keyed: Keyed, bookingId: string, requestId: string): string {
  return keyedId(keyed, 'joining', bookingId, requestId)
}

/**
 * What the lot of a household's tickets is derived from: the same in all ballots, and unknown to whoever knows only the
 * account, so that published lists do not tell who took part.
 */
export function ticketHolderOf(keyed: Keyed, accountId: string): string {
  return keyedId(keyed, 'ticket', accountId)
}

/** Id of a new household member. */
export function memberIdOf(request: KeyedRequest): string {
  return requestIdOf('member', request)
}

/** Id of a booking that a member of staff makes at the desk. */
export function deskIdOf(request: KeyedRequest): string {
  return requestIdOf('desk', request)
}

/**
 * Account id of a guest: equal for equal digits and a name that differs in its way of writing only, at one centre; unique to
 * the booking if either is missing.
 */
export function guestIdOf(keyed: Keyed, centreId: string, { name, lastFour }: Guest, bookingId: string): string {
  return name !== null && lastFour !== null
    ? keyedId(keyed, 'guest', centreId, nameKey(name), lastFour)
    : keyedId(keyed, 'guest', centreId, bookingId)
}

/** Id of an order that is repeated. */
export function repeatedIdOf(request: KeyedRequest): string {
  return requestIdOf('repeated', request)
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

/** Id of a booking that is an order of meals. */
export function orderIdOf(request: KeyedRequest): string {
  return requestIdOf('order', request)
}

/** What identifies a person on a paper. It is not stored. */
export interface Paper {
  name: string
  birthMonth: string
  /** The last four characters of its number. */
  lastFour: string
}

/** The key of a person who eats, equal for equal papers in every account; nobody can test a paper against it. */
export function eaterKeyOf(keyed: Keyed, { name, birthMonth, lastFour }: Paper): string {
  return keyedId(keyed, 'eater', nameKey(name), birthMonth, lastFour)
}

/** Id of a dish: equal for equal names, so that later menus and orders know it again. */
export function dishIdOf(keyed: Keyed, name: string): string {
  return keyedId(keyed, 'dish', name)
}

/** Id of a version of a canteen's prices. */
export function priceVersionIdOf(request: Keyed & { requestId: string }, centreId: string): string {
  return keyedId(request, 'prices', centreId, request.requestId)
}

/** The code with which somebody else collects an order: six digits. */
export function collectCodeOf(keyed: Keyed, bookingId: string, requestId: string): string {
  const { idSecret } = keyed
  const digest = createHmac('sha256', idSecret)
    .update(JSON.stringify(['collect', bookingId, requestId]))
    .digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** The key in the link to a booking: whoever has it sees the code. 100 bits, which only its hash is stored of. */
export function passKeyOf(keyed: Keyed, bookingId: string, requestId: string): string {
  return keyedId(keyed, 'pass', bookingId, requestId)
}

/** What is stored of the key of a link. */
export function passHashOf(key: string): string {
  return derivedId('pass', key)
}

/** Id of a courier's report about an order. */
export function stopIdOf(keyed: Keyed, bookingId: string, reportId: string): string {
  return keyedId(keyed, 'stop', bookingId, reportId)
}

/** Id of a deed: one for each task, household and period. */
export function deedIdOf(keyed: Keyed, taskId: string, accountId: string, slot: string): string {
  return keyedId(keyed, 'deed', taskId, accountId, slot)
}

/** What stands for a household in the record of another's deed: equal for equal households in one record only. */
export function householdKeyOf(keyed: Keyed, deedId: string, accountId: string): string {
  return keyedId(keyed, 'household', deedId, accountId)
}

/** Id of the mutual help of two households, in either direction. */
export function pairIdOf(keyed: Keyed, one: string, other: string): string {
  return keyedId(keyed, 'pair', ...[one, other].sort())
}

/** Id of a redemption. */
export function redemptionIdOf(request: KeyedRequest): string {
  return requestIdOf('redemption', request)
}

/** Id of a split of a household's points. */
export function splitIdOf(request: KeyedRequest): string {
  return requestIdOf('split', request)
}

/** The code with which a redemption is fetched: eight digits. */
export function redemptionCodeOf(keyed: Keyed, redemptionId: string): string {
  return eightDigits(keyed, 'redemption', redemptionId)
}

/** The code with which another household confirms a deed: eight digits. */
export function deedCodeOf(keyed: Keyed, deedId: string, requestId: string): string {
  return eightDigits(keyed, 'deed code', deedId, requestId)
}

function eightDigits({ idSecret }: Keyed, ...parts: string[]): string {
  const digest = createHmac('sha256', idSecret).update(JSON.stringify(parts)).digest()
  return String(digest.readUInt32BE(0) % 100_000_000).padStart(8, '0')
}

/** What stands for a social worker in the entry of one contest. */
export function talentKeyOf({ idSecret, accountId }: Keyed & { accountId: string }, contestId: string): string {
  return keyedId({ idSecret }, 'talent', contestId, accountId)
}

/** Id of a need. */
export function needIdOf(request: KeyedRequest): string {
  return requestIdOf('need', request)
}

/** What stands for a member in one resident group. */
export function groupKeyOf(keyed: Keyed, groupId: string, accountId: string): string {
  return keyedId(keyed, 'group member', groupId, accountId)
}

/** What stands for a volunteer in one shift. */
export function shiftKeyOf(keyed: Keyed, shiftId: string, accountId: string): string {
  return keyedId(keyed, 'shift person', shiftId, accountId)
}

/** The code with which a volunteer is checked in and out: eight digits. */
export function shiftCodeOf(keyed: Keyed, shiftId: string, accountId: string): string {
  return eightDigits(keyed, 'shift code', shiftId, accountId)
}

/** What stands for a volunteer whom a guide should call. */
export function callKeyOf(keyed: Keyed, accountId: string, at: number): string {
  return keyedId(keyed, 'call', accountId, String(at))
}

/** Id of a certificate: one for each person and sum of minutes. */
export function certificateIdOf(keyed: Keyed, accountId: string, minutes: number): string {
  return keyedId(keyed, 'certificate', accountId, String(minutes))
}

/** The code with which anybody checks a certificate: twelve digits. */
export function certificateCodeOf({ idSecret }: Keyed, certificateId: string): string {
  const digest = createHmac('sha256', idSecret)
    .update(JSON.stringify(['certificate code', certificateId]))
    .digest()
  return String(digest.readUIntBE(0, 6) % 1_000_000_000_000).padStart(12, '0')
}

/** Id of a certificate that a social worker enters. */
export function certificateEntryIdOf(request: KeyedRequest): string {
  return requestIdOf('certificate entry', request)
}

/** Id of a household's voice in the vote on a topic. */
export function voteIdOf(keyed: Keyed, topicId: string, accountId: string): string {
  return keyedId(keyed, 'vote', topicId, accountId)
}

/** What stands for a person's request in a record that outlives their erasure: it joins to no other record and to no log. */
export function requestKeyOf(keyed: Keyed, recordId: string, requestId: string): string {
  return keyedId(keyed, 'request of a person', recordId, requestId)
}

/** Id of the project that carries out a topic. */
export function projectIdOf(keyed: Keyed, topicId: string): string {
  return keyedId(keyed, 'project', topicId)
}

/** Id of a voice that was entered from a paper: equal for equal digits and a name that differs in its way of writing only. */
export function paperVoteIdOf(keyed: Keyed, topicId: string, name: string, lastFour: string): string {
  return keyedId(keyed, 'paper vote', topicId, nameKey(name), lastFour)
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

/** Id of a manager's change of a session. */
export function changeIdOf(request: KeyedRequest): string {
  return requestIdOf('change', request)
}

/** The proof in the printed code of a rest station: nobody can give it who has not seen the code. 40 bits. */
export function stationProofOf(keyed: Keyed, stationId: string): string {
  return keyedId(keyed, 'station door', stationId).slice(0, PROOF_LENGTH)
}

/** Id of a visit to a rest station; it does not reveal the account. */
export function visitIdOf(request: KeyedRequest): string {
  return requestIdOf('visit', request)
}

/** Id of a staff action on a station. */
export function actIdOf(request: KeyedRequest): string {
  return requestIdOf('act', request)
}

/** Id of an invitation. */
export function invitationIdOf(request: KeyedRequest): string {
  return requestIdOf('invitation', request)
}

/** Id of what a request creates. */
export function createdIdOf(
  kind:
    | 'offering'
    | 'draft'
    | 'publication'
    | 'centre'
    | 'closure'
    | 'point-task'
    | 'point-good'
    | 'shift'
    | 'group'
    | 'partner'
    | 'want'
    | 'topic'
    | 'juror'
    | 'invitation-code'
    | 'invitation-again',
  request: KeyedRequest,
): string {
  return requestIdOf(kind, request)
}

/** Id of a centre from a spreadsheet: equal for equal names in one county, so that the same file twice adds nothing. */
export function importedCentreIdOf(keyed: Keyed, county: string, name: string): string {
  return keyedId(keyed, 'centre', county, nameKey(name))
}

/** Id of a class from a spreadsheet: equal for equal names in one centre, so that the same file twice adds nothing. */
export function importedOfferingIdOf(keyed: Keyed, centreId: string, title: string): string {
  return keyedId(keyed, 'imported-offering', centreId, nameKey(title))
}

/**
 * Id of an invitation from a spreadsheet: equal for equal names in one centre, so that two who import at once invite once. `since`: what
 * tells it from those of the same name before.
 */
export function expectedIdOf(keyed: Keyed, centreId: string, name: string, since: string): string {
  return keyedId(keyed, 'expected', centreId, nameKey(name), since)
}

/** Id of a draft that is planned with others: the n-th of an offering at a start, whoever plans it. */
export function plannedIdOf(keyed: Keyed, offeringId: string, startsAt: number, n: number): string {
  return keyedId(keyed, 'planned', offeringId, String(startsAt), String(n))
}

/** Id of a row of the journal: one for each person, act and request, or what else makes the act one. */
export function journalIdOf(keyed: Keyed, accountId: string, act: string, once: string): string {
  return keyedId(keyed, 'journal', accountId, act, once)
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

/** A random secret, 160 bits. */
export function newSecret(): string {
  return base32(randomBytes(20), 32)
}
