import type { Guest } from '@domain/desk/guest'
import { PROOF_LENGTH } from '@domain/stations/scene'
import { nameKey } from '@domain/typed'
import { derivedId, type Keyed, type KeyedRequest, keyedId, requestIdOf } from './derive'

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

/** The key in the link to a booking: whoever has it sees the code. 100 bits, which only its hash is stored of. */
export function passKeyOf(keyed: Keyed, bookingId: string, requestId: string): string {
  return keyedId(keyed, 'pass', bookingId, requestId)
}

/** What is stored of the key of a link. */
export function passHashOf(key: string): string {
  return derivedId('pass', key)
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
