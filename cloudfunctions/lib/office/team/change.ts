import { sayGrant } from '@domain/office/grants'
import { DUTIES, type Duty, dutiesOf, type Role } from '@domain/office/roles'
import { changeIdOf } from '../../kernel/ids'
import { note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { CentreGrant, FormerGrant, OfficeGrant, StaffDocument } from '../../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { forgetLeaving, leavingManagers } from './managers'
import { revisionOf, writeStaff } from './staff'
import { grantAt, memberAt, namesOf } from './team'

/** Each failed attempt means that another change of the same person's roles was written. */
const MAX_ATTEMPTS = 5
/** Ended roles and changes that are kept; enough to recognise late replays. */
const KEPT = 30

/**
 * Changes the role and duties of a colleague. Stored with the id of the change, so that a late replay changes nothing.
 * Throws PERSON_NOT_FOUND, OWN_ROLE, LAST_MANAGER.
 */
export const setDuties: Handler<'office.setDuties'> = async (context, { personId, role, duties }) => {
  const { store, now, place, accountId } = context
  if (personId === accountId) throw new AppError('OWN_ROLE', null)
  const given = role === 'staff' ? DUTIES.filter(duty => duties.includes(duty)) : []
  const write = () =>
    writeDuties(context, personId, { role, duties: given }, had => note(context, { from: sayGrant(had) }))
  const before = requireCentreGrant(await requireStaff(context, personId), context)
  const isLowered = before.role === 'manager' && role === 'staff'
  const staff = isLowered ? await leavingManagers(context, before.centreId, personId, write) : await write()
  if (role === 'staff') await forgetLeaving(context, before.centreId, personId)
  const names = await namesOf(store, [staff])
  note(context, { person: { id: personId, name: names.get(personId) ?? null }, to: sayGrant({ role, duties: given }) })
  return { now, member: requireFound(memberAt(staff, place, accountId, names), 'PERSON_NOT_FOUND') }
}

/**
 * Gives a colleague this role and these duties, once under the id of the change. `before` sees what is about to be changed, and
 * may refuse. Throws PERSON_NOT_FOUND.
 */
export function writeDuties(
  context: StaffContext,
  personId: string,
  { role, duties }: { role: Role; duties: readonly Duty[] },
  before?: (had: CentreGrant) => void,
): Promise<StaffDocument> {
  const { now, place } = context
  const id = changeIdOf(context)
  return changeStaff(context, personId, staff => {
    if (staff.changes?.includes(id)) return staff
    const grant = requireCentreGrant(staff, context)
    before?.(grant)
    const { duties: _had, ...kept } = grant
    const next: CentreGrant = { ...kept, role, ...(role === 'staff' ? { duties: [...duties] } : {}) }
    const left = dutiesOf(grant.role, grant.duties).filter(duty => !dutiesOf(role, duties).includes(duty))
    return {
      ...(left.length > 0
        ? withFormer(staff, { ...place, end: id, until: now, role: 'staff', duties: left, grant: null })
        : staff),
      roles: staff.roles.map(other => (other === grant ? next : other)),
      changes: latest(staff.changes, id),
    }
  })
}

/**
 * Ends a person's role at the place. The document that every call of staff reads changes in one write, so the role has ended
 * at the next call; since when is kept for scans that are still to be uploaded. Throws PERSON_NOT_FOUND, LAST_MANAGER.
 */
export const revoke: Handler<'office.revoke'> = async (context, { personId, reason }) => {
  const { store, now, place } = context
  const id = changeIdOf(context)
  const before = await requireStaff(context, personId)
  const names = await namesOf(store, [before])
  note(context, {
    person: { id: personId, name: names.get(personId) ?? null },
    ...(reason === undefined ? {} : { reason }),
  })
  const write = () =>
    changeStaff(context, personId, staff => {
      if (staff.former?.some(({ end }) => end === id)) return staff
      const grant = requireFound(grantAt(staff, place), 'PERSON_NOT_FOUND')
      note(context, { from: sayGrant(grant) })
      return withoutGrant(staff, grant, { ...place, end: id, until: now })
    })
  const { centreId } = place
  const isManager = grantAt(before, place)?.role === 'manager'
  const staff =
    centreId !== null && isManager ? await leavingManagers(context, centreId, personId, write) : await write()
  if (centreId !== null) await forgetLeaving(context, centreId, personId)
  return { now, revokedAt: staff.former?.find(({ end }) => end === id)?.until ?? now }
}

function withoutGrant(
  staff: StaffDocument,
  grant: CentreGrant | OfficeGrant,
  ended: Pick<FormerGrant, 'centreId' | 'county' | 'end' | 'until'>,
): StaffDocument {
  const duties = 'duties' in grant && grant.duties ? { duties: [...dutiesOf(grant.role, grant.duties)] } : {}
  const former: FormerGrant = { ...ended, role: grant.role, ...duties, grant: grant.grant ?? null }
  return {
    ...withFormer(staff, former),
    roles: staff.roles.filter(other => other !== grant),
    ...(staff.offices ? { offices: staff.offices.filter(other => other !== grant) } : {}),
  }
}

/** Remembers until when somebody had a role or duties: what they did before, such as scans still on a phone, counts. */
function withFormer(staff: StaffDocument, former: FormerGrant): StaffDocument {
  return { ...staff, former: [...(staff.former ?? []), former].slice(-KEPT) }
}

async function requireStaff({ store }: StaffContext, personId: string): Promise<StaffDocument> {
  return requireFound(await store.staff.get(personId), 'PERSON_NOT_FOUND')
}

function requireCentreGrant(staff: StaffDocument, { place }: StaffContext): CentreGrant {
  return requireFound(
    staff.roles.find(({ centreId }) => centreId === place.centreId),
    'PERSON_NOT_FOUND',
  )
}

/** Changes a person's roles by compare-and-set; `change` returns the same document when there is nothing to do. */
function changeStaff(
  context: StaffContext,
  personId: string,
  change: (staff: StaffDocument) => StaffDocument,
): Promise<StaffDocument> {
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const staff = await requireStaff(context, personId)
    const changed = change(staff)
    if (changed === staff) return staff
    const next = { ...changed, revision: revisionOf(staff) + 1 }
    return (await writeStaff(context.store, staff, next)) ? next : CONFLICT
  })
}

function latest(list: readonly string[] = [], id: string): string[] {
  return [...list, id].slice(-KEPT)
}
