import { DAY, HOUR, MINUTE } from '../time'

/** Numbers that custom or the office sets, as data. */
export const VOLUNTEER_RULES = {
  /** Most volunteers whom one social worker guides at one time. */
  perGuide: 15,
  /** Most hours of one person on one local day, ms. */
  dayMost: 8 * HOUR,
  /** Rest between shifts at two sites, ms. */
  rest: 30 * MINUTE,
  /** Most shifts of one person that are not over. */
  openMost: 40,
  /** Hours are counted in steps of so many minutes, rounded down. */
  step: 15,
  /** How long before the start people are asked to say again that they come. */
  reconfirmBefore: DAY,
  /** How long before the start one can check in, and after the end check out; then the shift is closed. */
  inBefore: 30 * MINUTE,
  outAfter: HOUR,
  /** How long after the end a guide can sign or enter hours, and another centre can approve them. */
  signFor: 30 * DAY,
  approveFor: 45 * DAY,
  /** So many absences within so long are a reason to call. */
  missedMost: 2,
  missedFor: 60 * DAY,
  /** Most of a centre's hours in a year that are entered by hand, percent. */
  manualPercent: 5,
  /** Hours of the stars. */
  stars: [100, 300, 600, 1000, 1500],
} as const

/** What volunteers are good at, and what a shift asks for; `any`: nothing special. */
export const SKILLS = [
  { id: 'any', label: '什么都行' },
  { id: 'teach', label: '辅导孩子' },
  { id: 'kitchen', label: '帮厨' },
  { id: 'deliver', label: '送餐' },
  { id: 'care', label: '陪伴老人' },
  { id: 'health', label: '义诊护理' },
  { id: 'repair', label: '维修缝补' },
  { id: 'art', label: '唱歌跳舞书画' },
] as const
export type Skill = (typeof SKILLS)[number]['id']

/** What a shift belongs to: a session of a class, a sitting of a canteen, a rest station, or a project that is under way. */
export const SHIFT_KINDS = ['class', 'meal', 'station', 'project'] as const
export type ShiftKind = (typeof SHIFT_KINDS)[number]
