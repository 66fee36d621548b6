import { type Refusal, refuse } from '../errors'
import type { GovernanceRules } from './rules'

/** Whether a project is carried out, or was closed with its figures. */
export type ProjectState = 'running' | 'closed'

/** What a project pays for. */
export interface BudgetLine {
  title: string
  /** Fen. */
  cents: number
}

/** A step of a project until a local date, `YYYY-MM-DD`; `doneAt` null: it is not done. */
export interface Milestone {
  title: string
  date: string
  doneAt: number | null
}

/** What a project has come to, counted from sessions and check-ins. */
export interface ProjectFigures {
  /** Sessions that are over, and those of them to which somebody came. */
  planned: number
  held: number
  /** People booked in these sessions, and those of them who were checked in. */
  booked: number
  came: number
  /** Different people who were checked in. */
  distinct: number
  /** Ratings by those who were checked in: how many, and the sum of their stars. */
  ratings: number
  stars: number
}

/** A booking of a session of the project, as far as it counts. */
export interface CountedBooking {
  sessionId: string
  accountId: string
  attendees: readonly { memberId: string }[]
  partySize: number
  checkedIn: boolean
  /** Null: not rated. */
  stars: number | null
}

/** Counts the figures of the sessions that are over from their bookings. */
export function figuresOf(planned: number, bookings: readonly CountedBooking[]): ProjectFigures {
  const came = bookings.filter(({ checkedIn }) => checkedIn)
  const rated = came.flatMap(({ stars }) => (stars === null ? [] : [stars]))
  const people = came.flatMap(({ accountId, attendees }) =>
    attendees.map(({ memberId }) => JSON.stringify([accountId, memberId])),
  )
  const sum = (parts: readonly { partySize: number }[]) => parts.reduce((all, { partySize }) => all + partySize, 0)
  return {
    planned,
    held: new Set(came.map(({ sessionId }) => sessionId)).size,
    booked: sum(bookings),
    came: sum(came),
    distinct: new Set(people).size,
    ratings: rated.length,
    stars: rated.reduce((all, stars) => all + stars, 0),
  }
}

/** Groups sessions so that the bookings of each group fit into one answer of the database. */
export function groupsOf<Session extends { capacity: number }>(
  sessions: readonly Session[],
  most: number,
): Session[][] {
  const groups: Session[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const session of sessions) {
    if (size + session.capacity > most) {
      groups.push([])
      size = 0
    }
    groups.at(-1)?.push(session)
    size += session.capacity
  }
  return groups
}

/** The milestones after an edit: one that was done already keeps its moment. */
export function editedMilestones(
  before: readonly Milestone[],
  after: readonly { title: string; date: string; done: boolean }[],
  now: number,
): Milestone[] {
  return after.map(({ title, date, done }) => {
    const known = before.find(each => each.title === title && each.date === date)
    return { title, date, doneAt: done ? (known?.doneAt ?? now) : null }
  })
}

/** Decides whether a project can be closed: with enough ratings by those who came, or the reason why there are fewer. */
export function decideClose(
  { ratings }: Pick<ProjectFigures, 'ratings'>,
  fewReason: string,
  { ratingsLeast }: Pick<GovernanceRules, 'ratingsLeast'>,
): Refusal | null {
  const isEnough = ratings >= ratingsLeast || fewReason !== ''
  return isEnough ? null : refuse('CLOSE_REASON_NEEDED', { ratings, least: ratingsLeast })
}
