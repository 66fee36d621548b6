import * as v from 'valibot'
import type { AnyRole, Duty } from '../office/roles'
import { INVITATION_TRIES } from '../tries'
import { codeKey } from '../typed'
import { route } from './route'
import type { StaffCentre, StaffOffice } from './views'

/** The code of an invitation as it was scanned or typed: 16 letters and digits, with or without spaces and hyphens. */
export const invitationCode = v.pipe(v.string(), v.maxLength(40), v.transform(codeKey), v.regex(/^[a-z2-7]{16}$/))

/** An invitation, for the person who is invited. */
export interface InvitationOffer {
  /** The name of the centre or county; null: the whole city. */
  place: string | null
  role: AnyRole
  duties: readonly Duty[]
  /** What the inviter calls the person. */
  name: string
  /** Who invites, masked; null: unknown. */
  by: string | null
  until: number
}

const ERRORS = ['INVITATION_NOT_FOUND', 'INVITATION_EXPIRED', 'INVITATION_USED', 'INVITATION_OWN'] as const

/** Routes for a person who was invited to work at a centre or in an office. */
export const invitationRoutes = {
  /** What a code offers, before it is accepted. */
  'invitation.get': route<{ now: number; invitation: InvitationOffer }>()({
    effect: 'read',
    input: v.strictObject({ code: invitationCode }),
    errors: ERRORS,
    tries: { limit: INVITATION_TRIES },
  }),
  /** Accepts an invitation: the role counts from the next call on. */
  'invitation.accept': route<{ now: number; staffOf: StaffCentre[]; officeOf: StaffOffice[] }>()({
    effect: 'write',
    input: v.strictObject({ code: invitationCode }),
    errors: ERRORS,
    tries: { limit: INVITATION_TRIES },
  }),
}
