import { NO_SHOW_MEMORY } from '../noshows/ladder'
import { DAY } from '../time'

/** How long personal data is kept, ms. `retention.ts` says what each counts from and which fields it is for. */
export const KEEP = {
  /** After the end of what was booked. */
  booking: 365 * DAY,
  guest: 30 * DAY,
  enrolment: 540 * DAY,
  /** After the absence: as long as it counts, or a pause that follows from it may run. */
  noShow: NO_SHOW_MEMORY,
  /** After the end of the visit. */
  visit: DAY,
  /** After the last use. */
  account: 730 * DAY,
  /** After the change. */
  request: DAY,
  /** After it was asked for: whoever still wants to hear of new classes asks again. */
  interest: 180 * DAY,
  /** After the erasure. */
  erasure: 30 * DAY,
  /** After the act. */
  act: 365 * DAY,
  /** After it was done, redeemed or entered: as long as points can be spent, and the days of a last redemption. */
  points: 810 * DAY,
  /** After it was put: a need may become a topic and a project of the next year. */
  need: 730 * DAY,
  /** After the end of the vote. */
  vote: 30 * DAY,
  /** After the entry or the invitation: results of the year before are still asked about. */
  contest: 730 * DAY,
  /** After the last help between two households. */
  help: 60 * DAY,
  /** After the end of the shift, or after the certificate was made. */
  hours: 1095 * DAY,
  /** After the last certificate of a social worker is over. */
  certificate: 365 * DAY,
  /** After the group was closed, or the agreement with a partner ended. */
  group: 365 * DAY,
  /** After a relation or a repeated order was ended, so that a late copy of a request does not make it again. */
  relation: 30 * DAY,
  /** After it expired. */
  invitation: 30 * DAY,
  /** After the last failure. */
  setback: 30 * DAY,
  /** After the hour; figures without anything personal. */
  usage: 8 * DAY,
} as const

/** A period in Chinese words. */
export function sayPeriod(ms: number): string {
  const days = Math.round(ms / DAY)
  if (days % 365 === 0) return `${days / 365} 年`
  return days > 365 && days % 30 === 0 ? `${days / 30} 个月` : `${days} 天`
}
