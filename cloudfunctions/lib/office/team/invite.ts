import type { InvitationView } from '@domain/contracts/office-team'
import { fitsPlace, INVITATION_LASTS, sayGrant } from '@domain/office/grants'
import { DUTIES } from '@domain/office/roles'
import { INVITATIONS } from '@domain/tries'
import { invitationIdOf } from '../../kernel/ids'
import { note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { countWithin } from '../../kernel/router/tries'
import type { InvitationDocument } from '../../kernel/store/documents'
import { isAt } from './team'
import { endOf, invitationView } from './views'

/** Characters of a code: 80 bits, which nobody guesses in ten minutes. */
export const CODE_LENGTH = 16

/**
 * Invites a colleague. The invitation is stored under the request id, so a replay shows the same code and is not counted again.
 * A call that dies before the invitation is stored has used up one of the day. Throws CENTRE_NOT_FOUND, ROLE_NOT_HERE,
 * PARTNER_NOT_FOUND, INVITATION_LIMIT, REQUEST_REUSED.
 */
export const invite: Handler<'office.invite'> = async (context, { role, duties, name, partnerId }) => {
  const { store, now, accountId, place, newSecret } = context
  if (!fitsPlace(role, place)) throw new AppError('ROLE_NOT_HERE', null)
  if ((role === 'partner') !== (partnerId !== undefined)) throw new AppError('ROLE_NOT_HERE', null)
  if (partnerId !== undefined) await requireAgreement(context, partnerId)
  const made: InvitationDocument = {
    _id: invitationIdOf(context),
    code: newSecret().slice(0, CODE_LENGTH),
    ...place,
    placeName: await placeName(context),
    role,
    ...(partnerId === undefined ? {} : { partnerId }),
    duties: role === 'staff' ? DUTIES.filter(duty => duties.includes(duty)) : [],
    name,
    by: accountId,
    byName: context.name,
    at: now,
    until: now + INVITATION_LASTS,
    withdrawnAt: null,
    used: null,
    grantingAt: 0,
  }
  if (!(await store.invitations.get(made._id))) await countInvitation(context)
  const stored = (await store.invitations.insert(made)) ? made : await requireInvitation(context, made._id)
  if (!isSame(stored, made)) throw new AppError('REQUEST_REUSED', null)
  note(context, { person: { id: null, name }, to: sayGrant(made) })
  return { now, invitation: invitationView(stored, now), code: stored.code }
}

/** An agreement of the centre that goes on. Throws PARTNER_NOT_FOUND. */
async function requireAgreement({ store, now, place }: StaffContext, partnerId: string): Promise<void> {
  const agreement = await store.partners.get(partnerId, ['centreId', 'endsAt'])
  requireFound(agreement?.centreId === place.centreId && now < agreement.endsAt ? agreement : null, 'PARTNER_NOT_FOUND')
}

/** Counts one more invitation to the place of the call. Throws INVITATION_LIMIT. */
export async function countInvitation(context: StaffContext): Promise<void> {
  const { centreId, county } = context.place
  const until = await countWithin(context, JSON.stringify([centreId, county]), INVITATIONS)
  if (until !== null) throw new AppError('INVITATION_LIMIT', { most: INVITATIONS.most, until })
}

function isSame(a: InvitationDocument, b: InvitationDocument): boolean {
  return (
    a.role === b.role &&
    a.partnerId === b.partnerId &&
    a.name === b.name &&
    a.duties.join() === b.duties.join() &&
    isAt(a, b)
  )
}

export async function placeName({ store, place: { centreId, county } }: StaffContext): Promise<string | null> {
  if (centreId === null) return county
  return requireFound(await store.centres.get(centreId, ['name']), 'CENTRE_NOT_FOUND').name
}

/** Shows an invitation of the place. */
export const getInvitation: Handler<'office.invitation'> = async (context, { invitationId }) => {
  const invitation = await requireInvitation(context, invitationId)
  return { now: context.now, invitation: invitationView(invitation, context.now) }
}

/** Withdraws an invitation, unless somebody has accepted it. Throws INVITATION_NOT_FOUND, INVITATION_USED. */
export const withdrawInvitation: Handler<'office.withdrawInvitation'> = async (context, { invitationId }) => {
  const { store, now } = context
  const before = await requireInvitation(context, invitationId)
  const { name } = before
  await store.invitations.update(
    { _id: invitationId, used: null, withdrawnAt: null },
    { withdrawnAt: now, ...endOf(before, now) },
  )
  const invitation = await requireInvitation(context, invitationId)
  if (invitation.used) throw new AppError('INVITATION_USED', null)
  note(context, { person: { id: null, name } })
  const view: InvitationView = invitationView(invitation, now)
  return { now, invitation: view }
}

/** An invitation of the place of the call. Throws INVITATION_NOT_FOUND. */
export async function requireInvitation({ store, place }: StaffContext, id: string): Promise<InvitationDocument> {
  const invitation = await store.invitations.get(id)
  return requireFound(invitation && isAt(invitation, place) ? invitation : null, 'INVITATION_NOT_FOUND')
}
