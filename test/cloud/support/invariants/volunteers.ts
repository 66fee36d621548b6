import { HOUR } from '@domain/time'
import type { Documents } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { localDayOf, midnightOf } from './local-time'

/** The collections that these invariants read. */
export type KeptVolunteers = { [Name in 'volunteers' | 'shifts']: Documents[Name][] }

/**
 * Checks that no shift has more people than places and that its sums are those of its people, that everybody in a shift has it in
 * their record and nobody else, that no record has shifts that rules forbid together, and that hours are those of the shifts.
 * What the timer still has to do is left out.
 */
export function volunteerViolations({ volunteers, shifts }: KeptVolunteers): string[] {
  const byId = new Map(shifts.map(shift => [shift._id, shift]))
  const records = new Map(volunteers.map(volunteer => [volunteer._id, volunteer]))
  return [
    ...shifts.flatMap(shift => shiftViolations(shift, records)),
    ...volunteers.flatMap(volunteer => volunteerViolationsOf(volunteer, byId)),
  ]
}

function shiftViolations(shift: Documents['shifts'], records: ReadonlyMap<string, Documents['volunteers']>): string[] {
  const { _id, places, people, state, dueAt, startsAt, endsAt } = shift
  const wrong: string[] = []
  if (Object.keys(people).length > places) wrong.push(`${_id}: more people than places`)
  for (const [name, value] of Object.entries(rightSums(Object.values(people))))
    if (JSON.stringify(shift[name as keyof typeof shift]) !== JSON.stringify(value)) wrong.push(`${_id}: wrong ${name}`)
  if (shift.closedAt === 0 && state === 'open' && dueAt === 0) wrong.push(`${_id}: nobody will close it`)
  for (const { accountId, minutes, outcome } of Object.values(people)) {
    if ((minutes ?? 0) * 60_000 > endsAt - startsAt || (minutes ?? 0) % 15 !== 0)
      wrong.push(`${_id}: ${minutes} minutes`)
    if (outcome === null && shift.closedAt > 0) wrong.push(`${_id}: closed without an outcome`)
    const entry = records.get(accountId)?.shifts[_id]
    const isKnown = entry !== undefined || accountId === '' || shift.closedAt > 0
    if (state === 'open' && entry && (entry.startsAt !== startsAt || entry.endsAt !== endsAt))
      wrong.push(`${_id}: other times in a record`)
    if (state === 'open' && !isKnown) wrong.push(`${_id}: somebody does not know of it`)
    if (entry && dueAt === 0 && outcome !== null && entry.minutes !== (minutes ?? 0))
      wrong.push(`${_id}: ${minutes} minutes, and ${entry.minutes} in the record`)
  }
  return wrong
}

function volunteerViolationsOf(
  { _id, shifts, minutes, checkAt }: Documents['volunteers'],
  byId: ReadonlyMap<string, Documents['shifts']>,
): string[] {
  const wrong: string[] = []
  const taken = Object.entries(shifts)
  if (minutes < 0) wrong.push(`${_id}: minutes below zero`)
  for (const [shiftId, entry] of taken) {
    const shift = byId.get(shiftId)
    if (entry.state !== 'taken' && checkAt === 0) wrong.push(`${_id}: ${entry.state}, and nobody will look`)
    if (entry.state === 'taken' && shift?.dueAt !== 0 && shift && !shift.accountIds.includes(_id))
      wrong.push(`${_id}: has ${shiftId} without a place`)
    if (taken.some(([id, other]) => id !== shiftId && areTooClose(entry, other)))
      wrong.push(`${_id}: ${shiftId} does not fit`)
  }
  for (const [day, hours] of hoursByDay(taken.map(([, entry]) => entry)))
    if (hours > 8) wrong.push(`${_id}: ${hours} hours on ${day}`)
  return wrong
}

type Taken = Documents['volunteers']['shifts'][string]

/** Nobody is at two shifts at once, and the way from one site to another takes half an hour. */
function areTooClose(one: Taken, other: Taken): boolean {
  const [first, next] = one.startsAt <= other.startsAt ? [one, other] : [other, one]
  return next.startsAt < first.endsAt + (first.site === next.site ? 0 : HOUR / 2)
}

/** How many hours somebody has taken on each local day; a shift past midnight is cut there. */
function hoursByDay(taken: readonly Taken[]): Map<number, number> {
  const hours = new Map<number, number>()
  for (const { startsAt, endsAt } of taken)
    for (let at = startsAt; at < endsAt; ) {
      const day = localDayOf(at)
      const until = Math.min(endsAt, midnightOf(day + 1))
      hours.set(day, (hours.get(day) ?? 0) + (until - at) / HOUR)
      at = until
    }
  return hours
}

/** What a shift has to say about its people: who is in it, what counts, what waits for a guide or for another centre. */
function rightSums(people: Documents['shifts']['people'][string][]) {
  let [minutes, manualMinutes, toSign, manualAt] = [0, 0, 0, 0]
  for (const { accountId, outcome, minutes: own, manual } of people) {
    minutes += own ?? 0
    if (manual?.state === 'approved') manualMinutes += own ?? 0
    if (manual?.state === 'asked') manualAt = manualAt === 0 ? manual.at : Math.min(manualAt, manual.at)
    const isEntered = manual?.state === 'asked' || manual?.state === 'approved'
    if (outcome === 'open' && !isEntered && accountId) toSign++
  }
  const accountIds = people.map(({ accountId }) => accountId).filter(Boolean)
  return { accountIds, taken: people.length, minutes, manualMinutes, toSign, manualAt }
}
