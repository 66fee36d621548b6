import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/** The claims record which reserved places the desk has given away, so that a release returns them to the reserve. */
export function deskViolations({ _id, claims, reserve, reserveTaken = 0 }: SessionDocument): string[] {
  const taken = Object.values(claims).reduce((sum, { fromReserve = 0 }) => sum + fromReserve, 0)
  const wrong = taken === reserveTaken ? [] : [`${_id}: ${taken} of the reserve are taken, not ${reserveTaken}`]
  return reserve < 0 ? [...wrong, `${_id}: more than the reserve is taken`] : wrong
}
