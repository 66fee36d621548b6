import * as v from 'valibot'
import type { Member } from '../people/members'
import { NICKNAME_LENGTH, RELATIONS } from '../people/members'
import { birthMonth, cursor, id, noInput, shortLine } from './fields'
import type { PersonStanding } from './noshows'
import { route } from './route'
import type { StaffCentre, StaffOffice } from './views'

/** The caller's household, standing and roles. */
export interface MeView {
  now: number
  /** The id that a person tells a centre, for example to become staff. */
  accountId: string
  /** The holder first. */
  members: Member[]
  staffOf: StaffCentre[]
  officeOf: StaffOffice[]
  /** Members with counted no-shows; usually empty. */
  standing: PersonStanding[]
}

/** A nickname. */
export const nickname = shortLine(NICKNAME_LENGTH)

/** Routes of the caller's own data. */
export const meRoutes = {
  /** The household, its standing, and where the person works as staff. */
  'me.get': route<MeView>()({ effect: 'read', input: noInput, errors: [] }),
  /** Adds a member, or changes the one named by `memberId` (`self` for the holder). */
  'member.save': route<{ memberId: string; members: Member[] }>()({
    effect: 'write',
    input: v.strictObject({
      memberId: v.optional(id),
      relation: v.picklist(RELATIONS),
      nickname,
      birthMonth: v.nullable(birthMonth),
      /** The guardian's consent, given on this screen. */
      guardianConsent: v.boolean(),
    }),
    errors: [
      'MEMBER_LIMIT',
      'MEMBER_NOT_FOUND',
      'CONSENT_REQUIRED',
      'BIRTH_MONTH_NEEDED',
      'CARE_TWICE',
      'REQUEST_REUSED',
    ],
  }),
  /**
   * All data stored about the person, by collection. Bookings 20 per page, latest first; everything else on the first
   * page.
   */
  'me.export': route<{ now: number; kept: Record<string, object[]>; next: string | null }>()({
    effect: 'read',
    input: v.strictObject({ after: v.optional(cursor) }),
    errors: [],
  }),
  /**
   * Erases the person's data: household, identity, consents and roles. Records needed for statistics are anonymized.
   */
  'me.erase': route<{ at: number }>()({
    effect: 'write',
    input: noInput,
    errors: ['ERASE_HAS_BOOKINGS'],
  }),
  /** Removes a member, with the record of the guardian's consent. */
  'member.remove': route<{ members: Member[] }>()({
    effect: 'write',
    input: v.strictObject({ memberId: id }),
    errors: ['MEMBER_HAS_BOOKINGS', 'REQUEST_REUSED'],
  }),
}
