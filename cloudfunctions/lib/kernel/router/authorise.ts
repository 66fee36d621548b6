import { type OfficeRoute, routes, type StaffRoute } from '@domain/contracts'
import { mayCall, type Place, placeOf } from '@domain/office/access'
import { dutiesOf, type Held } from '@domain/office/roles'
import type { StaffDocument } from '../store/documents'
import { exists, type Store } from '../store/port'
import type { PersonContext, StaffContext } from './context'
import { AppError } from './errors'
import { isInScope, scopeOf } from './scope'

/** Routes that somebody whose role has ended may still call, for what they did before. */
const AFTERWARDS: ReadonlySet<StaffRoute | OfficeRoute> = new Set(['staff.uploadScans', 'staff.mealReportStops'])

/** What people of a partner ask within one of their sessions alone: a code or a name could be of any. */
const OF_SESSION: ReadonlySet<StaffRoute | OfficeRoute> = new Set(['staff.checkIn', 'staff.find'])

/**
 * Checks that the caller may call a route at the place that the input names, and returns the context of the call. Throws
 * FORBIDDEN.
 */
export async function authorise(
  person: PersonContext,
  route: StaffRoute | OfficeRoute,
  input: object,
): Promise<StaffContext> {
  const place = placeOf(input)
  const staff = await person.store.staff.get(person.accountId)
  const held = staff ? await heldAt(person.store, staff, place) : []
  const endedAt = staff && !mayCall(route, held) ? endOfRole(staff, route, place) : null
  if (!staff || (endedAt === null && !mayCall(route, held))) throw new AppError('FORBIDDEN', null)
  const scope = await scopeAt(person, place.centreId, route, held)
  const isNamed = !OF_SESSION.has(route) || ('sessionId' in input && input.sessionId !== undefined)
  if (scope !== null && !(scope.length > 0 && isNamed && (await isInScope(person.store, scope, input))))
    throw new AppError('FORBIDDEN', null)
  const actor = staff.actor ?? (routes[route].effect === 'write' ? await newActor(person) : '')
  return { ...person, actor, place, held, scope, roleEndedAt: endedAt, name: staff.name ?? null, noted: {} }
}

/** The offerings to which a call is limited, when only the role of a partner allows it; null: it is not. */
async function scopeAt(
  { store, now }: PersonContext,
  centreId: string | null,
  route: StaffRoute | OfficeRoute,
  held: readonly Held[],
): Promise<string[] | null> {
  const own = held.find(({ role }) => role === 'partner')
  const others = held.filter(({ role }) => role !== 'partner')
  if (!own || mayCall(route, others)) return null
  return scopeOf(store, { partnerId: own.partnerId, centreId }, now)
}

/** Gives a member of staff their number in records; of two concurrent calls both use the one that is stored. */
async function newActor({ store, accountId, newSecret }: PersonContext): Promise<string> {
  const fresh = newSecret()
  if ((await store.staff.update({ _id: accountId, actor: exists(false) }, { actor: fresh })) === 1) return fresh
  const staff = await store.staff.get(accountId)
  // Erased at this moment.
  if (staff?.actor === undefined) throw new AppError('FORBIDDEN', null)
  return staff.actor
}

/** What a person is at a place: their role there, and those above it. */
export async function heldAt(store: Store, staff: StaffDocument, { centreId, county }: Place): Promise<Held[]> {
  const held = staff.roles
    .filter(grant => grant.centreId === centreId)
    .map(({ role, duties, partnerId }): Held => ({ role, duties: dutiesOf(role, duties), partnerId }))
  const { offices = [] } = staff
  if (offices.length === 0) return held
  // Only for offices, because a call at one's own centre needs no other document.
  const centre = centreId === null ? null : await store.centres.get(centreId, ['county'])
  if (centreId !== null && !centre) return held
  const of = centre?.county ?? county
  const reaching = offices.filter(office => office.role === 'city' || (of !== null && office.county === of))
  return [...held, ...reaching.map(({ role }): Held => ({ role, duties: dutiesOf(role) }))]
}

/** When a role ended with which the route could be called there; null: there was none, or the route is not for former staff. */
function endOfRole(
  { former = [] }: StaffDocument,
  route: StaffRoute | OfficeRoute,
  { centreId }: Place,
): number | null {
  if (!AFTERWARDS.has(route)) return null
  const ends = former
    .filter(
      grant =>
        grant.centreId === centreId &&
        mayCall(route, [{ role: grant.role, duties: dutiesOf(grant.role, grant.duties) }]),
    )
    .map(({ until }) => until)
  return ends.length === 0 ? null : Math.max(...ends)
}
