import { mayCall } from '@domain/office/access'
import { decideAcceptance, type Grant, joinedGrant, sayGrant } from '@domain/office/grants'
import { rolesOf } from '../../accounts/roles'
import { journalIdOf } from '../../kernel/ids'
import { heldAt } from '../../kernel/router/authorise'
import type { Context, PersonContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import { addToJournal } from '../../kernel/router/journal'
import type { Handler } from '../../kernel/router/router'
import type { InvitationDocument, StaffDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { eachOf } from '../../kernel/work/task'
import { revisionOf, writeStaff } from './staff'
import { grantAt } from './team'
import { codeUntilOf, endOf } from './views'

/** Each failed attempt means that another change of the same person's roles was written. */
const MAX_ATTEMPTS = 5

/** Shows what a code offers. Throws INVITATION_NOT_FOUND, INVITATION_EXPIRED, INVITATION_USED, INVITATION_OWN. */
export const getInvitationOffer: Handler<'invitation.get'> = async (context, { code }) => {
  const invitation = await findInvitation(context, code)
  await enforceAcceptable(context, invitation)
  const { placeName, role, duties, name, byName } = invitation
  const until = codeUntilOf(invitation)
  return { now: context.now, invitation: { place: placeName, role, duties, name, by: byName, until } }
}

/**
 * Accepts an invitation. One conditional update marks it as used by this person; then the role is written, by this call, by
 * a retry of it, or by the timer. Throws INVITATION_NOT_FOUND, INVITATION_EXPIRED, INVITATION_USED, INVITATION_OWN.
 */
export const acceptInvitation: Handler<'invitation.accept'> = async (context, { code }) => {
  const { store, now, accountId, requestId } = context
  const invitation = await findInvitation(context, code)
  if (!isUsedBy(invitation, context)) {
    await enforceAcceptable(context, invitation)
    await store.invitations.update(
      { _id: invitation._id, code: invitation.code, used: null, withdrawnAt: null },
      { used: { by: accountId, at: now, requestId }, grantingAt: now, ...endOf(invitation, now) },
    )
  }
  const used = await requireInvitation(context, invitation._id)
  // Another person, or another request of this one, was first.
  if (!isUsedBy(used, context)) {
    enforce(decisionOf(used, context))
    // The code was replaced at this moment.
    throw new AppError('INVITATION_NOT_FOUND', null)
  }
  if (used.grantingAt > 0) await grant(context, used)
  return { now, ...rolesOf(await store.staff.get(accountId)) }
}

function isUsedBy({ used }: InvitationDocument, { accountId, requestId }: PersonContext): boolean {
  return used?.by === accountId && used.requestId === requestId
}

function decisionOf(invitation: InvitationDocument, { now, accountId }: PersonContext) {
  const { withdrawnAt, by, used } = invitation
  return decideAcceptance({
    now,
    until: codeUntilOf(invitation),
    withdrawnAt,
    by,
    usedBy: used?.by ?? null,
    asker: accountId,
  })
}

/** Also refuses an invitation whose inviter may no longer invite to this place: their invitations have ended with their role. */
async function enforceAcceptable(context: PersonContext, invitation: InvitationDocument): Promise<void> {
  enforce(decisionOf(invitation, context))
  const inviter = await context.store.staff.get(invitation.by)
  const held = inviter ? await heldAt(context.store, inviter, invitation) : []
  if (!mayCall('office.invite', held)) throw new AppError('INVITATION_NOT_FOUND', null)
}

async function findInvitation({ store }: Context, code: string): Promise<InvitationDocument> {
  const [invitation] = await store.invitations.find({ where: { code }, limit: 1 })
  return requireFound(invitation, 'INVITATION_NOT_FOUND')
}

async function requireInvitation({ store }: Context, id: string): Promise<InvitationDocument> {
  return requireFound(await store.invitations.get(id), 'INVITATION_NOT_FOUND')
}

/** Writes the role of an accepted invitation, and the row of the journal. Safe to repeat. */
async function grant(context: Context, invitation: InvitationDocument): Promise<void> {
  const { used, _id, centreId, county, name, grantingAt } = invitation
  if (!used) return
  const before = await writeGrant(context, invitation, used)
  const person = { id: used.by, name }
  await addToJournal(
    { ...context, place: { centreId, county }, accountId: used.by, name },
    journalIdOf(context, used.by, 'accept-invitation', _id),
    'accept-invitation',
    { person, ...(before ? { from: sayGrant(before) } : {}), to: sayGrant(joinedGrant(before, invitation)) },
  )
  await context.store.invitations.update({ _id, grantingAt }, { grantingAt: 0 })
}

/** Returns what the person had at the place before; null: nothing. */
function writeGrant(
  { store }: Context,
  invitation: InvitationDocument,
  { by, at }: { by: string; at: number },
): Promise<Grant | null> {
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const staff = await store.staff.get(by)
    const had = grantAt(staff, invitation)
    // A replay after the role was taken away again must not give it back.
    if (had?.grant === invitation._id || staff?.former?.some(({ grant }) => grant === invitation._id)) return had
    const changed = withGrant(staff ?? { _id: by, roles: [] }, invitation, at)
    return (await writeStaff(store, staff, changed)) ? had : CONFLICT
  })
}

function withGrant(staff: StaffDocument, invitation: InvitationDocument, since: number): StaffDocument {
  const { _id: grant, centreId, county, placeName, name, partnerId } = invitation
  const { role, duties } = joinedGrant(grantAt(staff, invitation), invitation)
  const revision = revisionOf(staff) + 1
  if (centreId !== null && (role === 'staff' || role === 'manager' || role === 'partner')) {
    const agreement = role === 'partner' && partnerId !== undefined ? { partnerId } : {}
    const own = role === 'staff' ? { duties } : agreement
    const given = { centreId, centreName: placeName ?? '', role, ...own, grant, since }
    const others = staff.roles.filter(other => other.centreId !== centreId)
    return { ...staff, name, roles: [...others, given], revision }
  }
  if (role !== 'county' && role !== 'city') return staff
  const others = (staff.offices ?? []).filter(other => other.county !== county)
  return { ...staff, name, offices: [...others, { role, county, grant, since }], revision }
}

/** Finishes acceptances whose calls died before the role was written. */
export const finishGrants = eachOf(
  {
    name: 'grants',
    collection: 'invitations',
    due: now => ({ grantingAt: dueBy(now - STALE_CALL_AFTER) }),
    by: 'grantingAt',
  },
  async (context, invitationId) => {
    const invitation = await context.store.invitations.get(invitationId)
    if (invitation) await grant(context, invitation)
  },
)
