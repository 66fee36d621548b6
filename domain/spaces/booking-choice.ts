import { freeUnits } from '../bookings/rules/spots'
import { eligibleMembers } from '../classes/choice'
import type { RouteInput } from '../contracts'
import type { SpaceDay, SpaceView } from '../contracts/spaces'
import type { MemberChoice } from '../contracts/views'
import type { Span, Unit } from '../offerings/layout'
import { toggled } from '../toggled'
import { type ChoiceFacts, endChoices, factsAt, type StartChoice, startChoices } from './choices'

/** The person's selection on the page of a space; times are epoch ms. */
export interface SpaceWishes {
  startsAt: number | null
  endsAt: number | null
  unitId: string | null
  memberIds: readonly string[]
}

/** The effective selection on the page of a space, and what can be selected next. */
export interface SpaceChoice {
  day: SpaceDay | null
  starts: StartChoice[]
  start: StartChoice | null
  /** The possible ends for the chosen start, shortest first. */
  ends: number[]
  span: Span | null
  /** Units that are free for the whole span. */
  free: Unit[]
  /** The person chooses the unit. */
  picks: boolean
  unit: Unit | null
  /** Members who would be booked now. */
  party: string[]
  /**
   * The next thing to choose, or why there is nothing to choose: nobody of the household may come. Null when it can be booked.
   */
  missing: 'time' | 'unit' | 'party' | 'birth-month' | 'nobody' | null
}

/** The effective selection at `now` (epoch ms). What is no longer available counts as not chosen. */
export function spaceChoice(view: SpaceView | null, wishes: SpaceWishes, now: number): SpaceChoice {
  const day = view?.day ?? null
  const facts = day && factsOf(day)
  const starts = facts ? startChoices(facts, now) : []
  const start = starts.find(({ startsAt, state }) => startsAt === wishes.startsAt && state === 'free') ?? null
  const ends = facts && start ? endChoices(facts, start.startsAt) : []
  const end = ends.find(moment => moment === wishes.endsAt) ?? ends[0] ?? null
  const span = start && end !== null ? { startsAt: start.startsAt, endsAt: end } : null
  const free = facts && span ? freeUnits(factsAt(facts, span)) : []
  const single = day?.units === 1
  const picks = !!day && day.layout.choose && !single
  const wanted = free.find(({ id }) => id === wishes.unitId) ?? null
  const unit = picks ? wanted : single ? (free[0] ?? null) : null
  const members = view?.members ?? []
  const eligible = eligibleMembers(members)
  const party = wishes.memberIds.filter(id => eligible.includes(id)).slice(0, partyMaxOf(day))
  const barred = day && eligible.length === 0 ? whyNobody(members) : null
  const missing = barred ?? (!span ? 'time' : picks && !unit ? 'unit' : party.length === 0 ? 'party' : null)
  return { day, starts, start, ends, span, free, picks, unit, party, missing }
}

function whyNobody(members: readonly MemberChoice[]): 'birth-month' | 'nobody' {
  return members.some(({ refusal }) => refusal?.code === 'BIRTH_MONTH_NEEDED') ? 'birth-month' : 'nobody'
}

/** The members chosen after a tap on one of them; where only one is allowed, the tap replaces the other. */
export function toggleMember(chosen: readonly string[], memberId: string, day: SpaceDay | null): string[] {
  if (partyMaxOf(day) === 1) return [memberId]
  return toggled(chosen, memberId)
}

/** The booking request for the selection; null while something is missing. */
export function spaceCommand({ day, span, unit, party, missing }: SpaceChoice): RouteInput<'booking.create'> | null {
  if (!day || !span || missing !== null) return null
  return { sessionId: day.session.id, memberIds: [...party], span: unit ? { ...span, unit: unit.id } : span }
}

function partyMaxOf(day: SpaceDay | null): number {
  return day?.session.rules.partyMax ?? 1
}

function factsOf({ layout, session, spots, closures }: SpaceDay): ChoiceFacts {
  const { startsAt, endsAt, status, rules } = session
  return { layout, hours: { startsAt, endsAt }, status, rules, spots, closures }
}
