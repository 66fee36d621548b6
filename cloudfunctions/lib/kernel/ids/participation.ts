import { createHmac } from 'node:crypto'
import { eightDigits, type Keyed, type KeyedRequest, keyedId, requestIdOf } from './derive'

/** Id of a deed: one for each task, household and period. */
export function deedIdOf(keyed: Keyed, taskId: string, accountId: string, slot: string): string {
  return keyedId(keyed, 'deed', taskId, accountId, slot)
}

/** What stands for a household in the record of another's deed: equal for equal households in one record only. */
export function householdKeyOf(keyed: Keyed, deedId: string, accountId: string): string {
  return keyedId(keyed, 'household', deedId, accountId)
}

/** Id of an honour: one for each kind, household and half-year. */
export function honourIdOf(keyed: Keyed, kind: string, accountId: string, half: string): string {
  return keyedId(keyed, 'honour', kind, accountId, half)
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
