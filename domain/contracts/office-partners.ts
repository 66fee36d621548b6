import * as v from 'valibot'
import {
  PARTNER_KINDS,
  PARTNER_RULES,
  type PartnerKind,
  type PartnerMonth,
  type PartnerState,
  type PartnerTerms,
} from '../participation/partner'
import { id, optionalLine, shortLine } from './fields'
import { TEXT_LENGTH, TITLE_LENGTH } from './limits'
import { route } from './route'

/** An agreement with a partner, as managers edit it. */
export interface PartnerEdit extends PartnerTerms {
  id: string
  name: string
  kind: PartnerKind
  words: string
  /** The first and the last month, `YYYY-MM`. */
  from: string
  until: string
  serviceIds: string[]
  roomIds: string[]
  state: PartnerState
  /** Services delivered minus owed in months that are over; and delivered in the present month. */
  balance: { over: number; present: number }
  /** The latest first. */
  months: PartnerMonth[]
  reviews: { at: number; goesOn: boolean; words: string }[]
  /** Sessions of its classes that stand after its end, and can be booked; the earliest first. */
  after: { id: string; title: string; startsAt: number; booked: number }[]
  revision: number
}

/** The partners of a centre. */
export interface PartnersEdit {
  now: number
  partners: PartnerEdit[]
  /** Classes and spaces of the centre that can belong to an agreement. */
  offerings: { id: string; title: string }[]
}

const month = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/))
const ids = v.pipe(v.array(id), v.maxLength(PARTNER_RULES.offeringsMost))

/** Routes of partners in the back office. */
export const officePartnerRoutes = {
  /** The agreements of a centre with their months, and what can belong to one. */
  'office.partners': route<PartnersEdit>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** Saves an agreement; without an id a new one. New terms count from the next month on; the begin cannot change. */
  'office.savePartner': route<PartnersEdit>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      partnerId: v.optional(id),
      revision: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      name: shortLine(TITLE_LENGTH),
      kind: v.picklist(PARTNER_KINDS.map(each => each.id)),
      words: optionalLine(TEXT_LENGTH),
      roomHours: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)),
      sessions: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
      from: month,
      until: month,
      serviceIds: ids,
      roomIds: ids,
    }),
    errors: ['PARTNER_NOT_FOUND', 'PARTNER_CHANGED', 'PARTNER_WRONG', 'OFFERING_NOT_FOUND', 'PARTNER_OFFERING_TAKEN'],
  }),
  /** Decides after short months whether the agreement goes on; otherwise it ends with the present month. */
  'office.reviewPartner': route<PartnersEdit>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, partnerId: id, goesOn: v.boolean(), words: shortLine(TEXT_LENGTH) }),
    errors: ['PARTNER_NOT_FOUND', 'PARTNER_NOT_IN_REVIEW'],
  }),
}
