import { type Refusal, refuse } from '../errors'
import { DAY, MINUTE } from '../time'
import type { Place } from './access'
import { type AnyRole, DUTIES, DUTY_LABELS, type Duty, dutiesOf, ROLE_LABELS } from './roles'

/** How long an invitation can be accepted, ms. */
export const INVITATION_LASTS = 10 * MINUTE

/** How long somebody from a spreadsheet is expected, ms; each code that is shown to them is good as long as others. */
export const EXPECTED_FOR = 30 * DAY

/** Whether there is such a role at the place: staff, managers and partners at centres, county offices at counties. */
export function fitsPlace(role: AnyRole, { centreId, county }: Place): boolean {
  if (centreId !== null) return role === 'staff' || role === 'manager' || role === 'partner'
  return role === (county === null ? 'city' : 'county')
}

/** What a decision about an invitation needs to know. Times are epoch ms. */
interface InvitationFacts {
  now: number
  until: number
  withdrawnAt: number | null
  /** Account ids: who invites, who has accepted (null: nobody), and who asks. */
  by: string
  usedBy: string | null
  asker: string
}

/** Whether a person may accept an invitation: not their own, once, and in time. */
export function decideAcceptance({ now, until, withdrawnAt, by, usedBy, asker }: InvitationFacts): Refusal | null {
  if (withdrawnAt !== null) return refuse('INVITATION_NOT_FOUND', null)
  if (by === asker) return refuse('INVITATION_OWN', null)
  if (usedBy !== null) return refuse('INVITATION_USED', null)
  return now >= until ? refuse('INVITATION_EXPIRED', { until }) : null
}

/** A role with its duties. */
export interface Grant {
  role: AnyRole
  duties?: readonly Duty[]
}

/**
 * The grant that results when a person with a role at a place accepts another one: the higher role, and the duties of both.
 * So an invitation never takes anything away, except that of two agreements of a partner the later one counts.
 */
export function joinedGrant(had: Grant | null, given: Grant): { role: AnyRole; duties: Duty[] } {
  const role = had && rankOf(had.role) > rankOf(given.role) ? had.role : given.role
  const all = new Set([...(had ? dutiesOf(had.role, had.duties) : []), ...dutiesOf(given.role, given.duties)])
  return { role, duties: role === 'staff' ? DUTIES.filter(duty => all.has(duty)) : [] }
}

function rankOf(role: AnyRole): number {
  return ['partner', 'staff', 'manager', 'county', 'city'].indexOf(role)
}

/** A role in words: 工作人员（签到和前台、课表）. */
export function sayGrant({ role, duties }: Grant): string {
  if (role !== 'staff') return ROLE_LABELS[role]
  const given = dutiesOf(role, duties)
  const words = DUTIES.filter(duty => given.includes(duty)).map(duty => DUTY_LABELS[duty])
  return `${ROLE_LABELS[role]}（${words.length === 0 ? '没有职责' : words.join('、')}）`
}
