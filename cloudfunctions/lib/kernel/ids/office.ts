import { nameKey } from '@domain/typed'
import { type Keyed, type KeyedRequest, keyedId, requestIdOf } from './derive'

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
