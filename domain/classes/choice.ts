import type { RouteInput } from '../contracts'
import type { ClassView } from '../contracts/classes'
import type { BookingStatus, BookingView, MemberChoice, SessionCard } from '../contracts/views'
import { availabilityOf, isActionable, isBookable } from './availability'
import { type WholeAvailability, type WholeSeries, wholeAvailability, wholeSeriesOf } from './whole-series'

/** The person's selection on a class page. */
export interface ClassWishes {
  sessionId: string | null
  memberIds: readonly string[]
  /** The whole series instead of one session. */
  whole: boolean
}

/** What the main button of a class page does. */
export type ClassAction = 'book' | 'book-series' | 'register' | 'join-waitlist'

/** The effective selection on a class page, and what can be done with it. */
export interface ClassChoice {
  session: SessionCard | null
  /** The series that can be booked as a whole; null: there is none. */
  series: WholeSeries | null
  /** That series if it is selected, by the person or because there is no other way to book. */
  whole: WholeSeries | null
  /** Availability of the selection; null when there is nothing to select. */
  availability: WholeAvailability | null
  /** The household's members, each with the refusal that applies to the selection. */
  choices: MemberChoice[]
  /** The household's bookings of the selected session or series. */
  bookings: BookingView[]
  /** The status of each member in the selection, by member id; members without a booking are absent. */
  held: ReadonlyMap<string, BookingStatus>
  /** Members who would be booked now. */
  party: string[]
  action: ClassAction
  /** Why the button is disabled; null when it is enabled. */
  obstacle: 'no-session' | 'not-available' | 'birth-month-missing' | 'nobody-may-come' | 'nobody-chosen' | null
}

/** Ids of the members who are eligible. */
export function eligibleMembers(members: readonly MemberChoice[]): string[] {
  return members.filter(({ refusal }) => refusal === null).map(({ member }) => member.id)
}

/** A member's choice as of one session: somebody may be too young for one date and old enough for a later one. */
export function choiceFor({ refusals, ...choice }: MemberChoice, sessionId: string | undefined): MemberChoice {
  return refusals && sessionId !== undefined ? { ...choice, refusal: refusals[sessionId] ?? null } : choice
}

/** Why the first of these members that a session is not for cannot come to it; null when it is for all of them. */
export function refusalOn(
  members: readonly MemberChoice[],
  memberIds: readonly string[],
  sessionId: string,
): MemberChoice | null {
  const chosen = members.filter(({ member }) => memberIds.includes(member.id))
  return chosen.map(choice => choiceFor(choice, sessionId)).find(({ refusal }) => refusal !== null) ?? null
}

/**
 * The session selected at first: the requested one; if none is, the first that can be booked, else the first. Null when the
 * requested one is gone: whoever follows a link to one date must not book another by mistake.
 */
export function firstSession(sessions: readonly SessionCard[], wanted: string | undefined, now: number): string | null {
  if (wanted !== undefined) return sessions.some(({ id }) => id === wanted) ? wanted : null
  return (sessions.find(session => isBookable(availabilityOf(session, now))) ?? sessions[0])?.id ?? null
}

/** The members to preselect: the one just added if eligible, else those eligible who came last time, else the only eligible one. */
export function membersToPreselect(
  members: readonly MemberChoice[],
  justAdded: string | null,
  lastTime: readonly string[],
): string[] {
  const eligible = eligibleMembers(members)
  if (justAdded !== null && eligible.includes(justAdded)) return [justAdded]
  const again = eligible.filter(id => lastTime.includes(id))
  if (again.length > 0) return again
  return eligible.length === 1 ? eligible : []
}

/** The effective selection at `now` (epoch ms). */
export function classChoice(view: ClassView | null, wishes: ClassWishes, now: number): ClassChoice {
  const sessions = view?.sessions ?? []
  const session = sessions.find(({ id }) => id === wishes.sessionId) ?? null
  const series = wholeSeriesOf(sessions, now)
  const whole = series && (wishes.whole || series.series.mode === 'whole') ? series : null
  const chosenIds = new Set(whole ? whole.sessions.map(({ id }) => id) : session ? [session.id] : [])
  const bookings = view?.bookings.filter(({ sessionId }) => chosenIds.has(sessionId)) ?? []
  const held = new Map(
    bookings.flatMap(({ attendees, status }) => attendees.map(({ memberId }) => [memberId, status] as const)),
  )
  const availability = whole ? wholeAvailability(whole, now) : session && availabilityOf(session, now)
  // A series is open to whom its first session is open to.
  const members = (view?.members ?? []).map(choice => choiceFor(choice, whole ? whole.sessions[0]?.id : session?.id))
  const eligible = eligibleMembers(members)
  const registering = availability?.state === 'registering'
  // A household may take part in a draw only once.
  const done = registering && held.size > 0
  const party = done ? [] : wishes.memberIds.filter(id => eligible.includes(id) && !held.has(id))
  const action = actionOf({ session, whole, availability }, party.length)
  const obstacle = obstacleOf(availability, members, party)
  return { session, series, whole, availability, choices: members, bookings, held, party, action, obstacle }
}

function actionOf(
  { session, whole, availability }: Pick<ClassChoice, 'session' | 'whole' | 'availability'>,
  partySize: number,
): ClassAction {
  if (whole) return 'book-series'
  if (!session || !availability || availability.state === 'part-full' || !isActionable(availability)) return 'book'
  if (availability.state === 'registering') return 'register'
  // If the places are enough for part of the party only, the whole party waits.
  return availability.state === 'full' || partySize > session.seatsLeft ? 'join-waitlist' : 'book'
}

function obstacleOf(
  availability: WholeAvailability | null,
  members: readonly MemberChoice[],
  party: readonly string[],
): ClassChoice['obstacle'] {
  if (!availability) return 'no-session'
  if (availability.state === 'part-full' || !isActionable(availability)) return 'not-available'
  if (party.length > 0) return null
  if (eligibleMembers(members).length > 0) return 'nobody-chosen'
  return members.some(({ refusal }) => refusal?.code === 'BIRTH_MONTH_NEEDED')
    ? 'birth-month-missing'
    : 'nobody-may-come'
}

/** The call that the main button makes. */
export type ClassCommand =
  | { action: 'book-series'; input: RouteInput<'booking.createSeries'> }
  | { action: 'register'; input: RouteInput<'ballot.register'> }
  | { action: 'join-waitlist'; input: RouteInput<'waitlist.join'> }
  | { action: 'book'; input: RouteInput<'booking.create'> }

/** The call to make for the selection; null while there is nothing to send. */
export function classCommand({ action, whole, session, party, obstacle }: ClassChoice): ClassCommand | null {
  if (obstacle !== null) return null
  const memberIds = [...party]
  if (whole) return { action: 'book-series', input: { seriesId: whole.series.id, memberIds } }
  if (!session || action === 'book-series') return null
  return { action, input: { sessionId: session.id, memberIds } }
}
