import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/** What the desk has given away of the reserve is in the claims, so that it comes back there. */
export function deskViolations({ _id, claims, reserve, reserveTaken = 0 }: SessionDocument): string[] {
  const taken = Object.values(claims).reduce((sum, { fromReserve = 0 }) => sum + fromReserve, 0)
  const wrong = taken === reserveTaken ? [] : [`${_id}: ${taken} of the reserve are taken, not ${reserveTaken}`]
  return reserve < 0 ? [...wrong, `${_id}: more than the reserve is taken`] : wrong
}
