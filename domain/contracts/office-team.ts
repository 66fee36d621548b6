import * as v from 'valibot'
import { JOURNAL_ACTS, type JournalAct, type JournalState } from '../office/journal'
import { type AnyRole, CENTRE_ROLES, DUTIES, type Duty, OFFICE_ROLES, PARTNER_ROLE } from '../office/roles'
import { PERSON_NUMBER } from '../people/number'
import { cursor, id, shortLine, shortText, timestamp } from './fields'
import { COLLEAGUE_NAME_LENGTH, COUNTY_LENGTH, MAX_IMPORTED_STAFF, REVOKE_REASON_LENGTH } from './limits'
import { route } from './route'
import type { Page } from './views'

/** A county, by its name. */
export const countyName = v.pipe(v.string(), v.minLength(1), v.maxLength(COUNTY_LENGTH))

/** The place that a call is about: a centre, a county, or with neither the whole city. */
export const place = { centreId: v.optional(id), county: v.optional(countyName) }

/** The id of a person's account, which is their number. */
export const personId = v.pipe(v.string(), v.regex(PERSON_NUMBER))

const duties = v.pipe(v.array(v.picklist(DUTIES)), v.maxLength(DUTIES.length))
const centreRole = v.picklist(CENTRE_ROLES)

/** A colleague, for those who lead the place. */
export interface TeamMember {
  personId: string
  /** As the invitation named them; null: unknown. */
  name: string | null
  role: AnyRole
  duties: readonly Duty[]
  /** Since when, epoch ms; null: not known. */
  since: number | null
  /** It is the caller. */
  own: boolean
}

/** Somebody whose role at the place has ended. */
export interface FormerMember {
  /** Masked. */
  name: string | null
  role: AnyRole
  until: number
}

/** An invitation, for those who lead the place. */
export interface InvitationView {
  id: string
  /** Who is invited, as the inviter calls them. */
  name: string
  role: AnyRole
  duties: readonly Duty[]
  /** Who invites, masked; null: unknown. */
  by: string | null
  at: number
  /** Until when the code is good; of one that is `listed`, until when the person is expected. */
  until: number
  /** `listed`: from a spreadsheet, without a code at present. */
  state: 'open' | 'listed' | 'used' | 'withdrawn' | 'expired'
  /** It comes from a spreadsheet: its code can be shown again. */
  isListed: boolean
  /** When it was accepted; null: not accepted. */
  usedAt: number | null
}

/** Who works at a place. */
export interface TeamView {
  now: number
  members: TeamMember[]
  /** Invitations that can still be accepted. */
  invitations: InvitationView[]
  /** Those who have left, latest first. */
  former: FormerMember[]
}

/** A row of the journal. Names are masked. */
export interface JournalRow {
  id: string
  at: number
  act: JournalAct
  /** `begun`: the call died half-way, so that what it did may be incomplete. `refused`: it did nothing. */
  state: JournalState
  /** Who did it; the name is null where it is not known, the id null for the operator of the system. */
  by: { id: string | null; name: string | null }
  /** Whom it was about; null: nobody. */
  person: { id: string | null; name: string | null } | null
  /** What it was about: a session, an offering, a station; null: nothing of this kind. */
  subject: { id: string; title: string } | null
  /** The value before and after, in words; null: none. */
  from: string | null
  to: string | null
  reason: string | null
}

/** Routes of roles, invitations and the journal. */
export const officeTeamRoutes = {
  /** Who works at the place, its open invitations, and who has left. */
  'office.team': route<TeamView>()({
    effect: 'read',
    input: v.strictObject({ ...place }),
    errors: [],
  }),
  /**
   * Invites a colleague. The code is good for 10 minutes and for one person, who accepts it with `invitation.accept`. The
   * role must fit the place: `staff`, `manager` and, with an agreement, `partner` at a centre, `county` at a county, `city` at the city. Duties are for
   * staff only. Each place has 50 a day.
   */
  'office.invite': route<{ now: number; invitation: InvitationView; code: string }>()({
    effect: 'write',
    input: v.strictObject({
      ...place,
      role: v.picklist([...CENTRE_ROLES, PARTNER_ROLE, ...OFFICE_ROLES]),
      /** Of a partner: the agreement whose offerings the person runs. */
      partnerId: v.optional(id),
      duties,
      name: shortLine(COLLEAGUE_NAME_LENGTH),
    }),
    errors: ['CENTRE_NOT_FOUND', 'ROLE_NOT_HERE', 'PARTNER_NOT_FOUND', 'INVITATION_LIMIT', 'REQUEST_REUSED'],
  }),
  /**
   * Makes the code of an invitation from a spreadsheet, good for 10 minutes and for one person, in the name of the caller. An
   * earlier code of it is not good any more. Counts as an invitation of the day.
   */
  'office.showInvitation': route<{ now: number; invitation: InvitationView; code: string }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, invitationId: id }),
    errors: ['INVITATION_NOT_FOUND', 'INVITATION_USED', 'INVITATION_LIMIT'],
  }),
  /**
   * Takes the staff of a spreadsheet: whoever works there gets the role and duties of their row, everybody else is expected under
   * their name for 30 days, until somebody shows them their code (`office.showInvitation`). All rows, or none when one cannot be. The
   * same file twice changes nothing.
   */
  'office.importStaff': route<{ now: number; invited: number; changed: number; same: number }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      people: v.pipe(
        v.array(
          v.strictObject({
            name: shortLine(COLLEAGUE_NAME_LENGTH),
            /** The number of somebody who works there, where the name does not say who it is. */
            personId: v.nullable(personId),
            role: centreRole,
            duties,
          }),
        ),
        v.minLength(1),
        v.maxLength(MAX_IMPORTED_STAFF),
      ),
    }),
    errors: ['CENTRE_NOT_FOUND', 'STAFF_ROW_WRONG', 'EXPECTED_LIMIT', 'PERSON_NOT_FOUND'],
  }),
  /** One invitation, for the screen that shows its code: it tells when it was accepted. */
  'office.invitation': route<{ now: number; invitation: InvitationView }>()({
    effect: 'read',
    input: v.strictObject({ ...place, invitationId: id }),
    errors: ['INVITATION_NOT_FOUND'],
  }),
  /** Withdraws an invitation that nobody has accepted. */
  'office.withdrawInvitation': route<{ now: number; invitation: InvitationView }>()({
    effect: 'write',
    input: v.strictObject({ ...place, invitationId: id }),
    errors: ['INVITATION_NOT_FOUND', 'INVITATION_USED'],
  }),
  /** Changes the role and the duties of a colleague at a centre. Nobody changes their own. */
  'office.setDuties': route<{ now: number; member: TeamMember }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, personId, role: centreRole, duties }),
    errors: ['PERSON_NOT_FOUND', 'OWN_ROLE', 'LAST_MANAGER'],
  }),
  /**
   * Takes a person's role at the place away, or gives up one's own. It counts from the next call on; scans that were made
   * before without network still count. The last manager of a centre cannot leave: somebody else has to be manager first.
   */
  'office.revoke': route<{ now: number; revokedAt: number }>()({
    effect: 'write',
    input: v.strictObject({ ...place, personId, reason: v.optional(shortText(REVOKE_REASON_LENGTH)) }),
    errors: ['PERSON_NOT_FOUND', 'LAST_MANAGER'],
  }),
  /**
   * What was done at the place, latest first, 20 per page: grants, and the acts of staff on people's data. With filters,
   * only the acts of one kind, by one person (`by`), about one person (`personId`), or of a span of time.
   */
  'office.journal': route<Page<JournalRow> & { now: number }>()({
    effect: 'read',
    input: v.strictObject({
      ...place,
      act: v.optional(v.picklist(JOURNAL_ACTS)),
      by: v.optional(personId),
      personId: v.optional(personId),
      from: v.optional(timestamp),
      to: v.optional(timestamp),
      /** Also what was refused. */
      refused: v.optional(v.boolean()),
      after: v.optional(cursor),
    }),
    errors: [],
  }),
}
