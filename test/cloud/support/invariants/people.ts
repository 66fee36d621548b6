import type { BookingDocument, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/**
 * Returns the violations for each person: bookings at the same time, more upcoming bookings than a limit allows, and a wait
 * that ended without a reason. A session that the centre moved may clash with another, because the person did not cause it.
 * `now` is epoch ms.
 */
export function peopleViolations(
  bookings: BookingDocument[],
  sessions: Map<string, SessionDocument>,
  now: number,
): string[] {
  const held = new Map<string, BookingDocument[]>()
  for (const booking of bookings.filter(({ status }) => status === 'confirmed')) {
    for (const { memberId } of booking.attendees) {
      const person = `${booking.accountId}/${memberId}`
      const own = held.get(person)
      if (own) own.push(booking)
      else held.set(person, [booking])
    }
  }
  return [
    ...[...held].flatMap(([person, own]) => [...clashes(person, own), ...limitViolations(person, own, sessions, now)]),
    ...bookings.filter(isUnexplained).map(({ _id }) => `${_id}: its waiting ended without a reason`),
  ]
}

function clashes(person: string, own: BookingDocument[]): string[] {
  // A meal is fetched or eaten beside whatever else one does.
  const chosen = own
    .filter(({ movedFrom, order }) => movedFrom === null && !order)
    .sort((a, b) => beganAt(a) - beganAt(b))
  const wrong: string[] = []
  for (const [n, a] of chosen.entries()) {
    for (const b of chosen.slice(n + 1)) {
      if (beganAt(b) >= a.endsAt) break
      if (beganAt(a) < b.endsAt) wrong.push(`${person}: is in ${a._id} and ${b._id} at the same time`)
    }
  }
  return wrong
}

/** A walk-in after the start counts from its creation, so it may follow a session that was still running at the start. */
function beganAt({ startsAt, createdAt }: BookingDocument): number {
  return Math.max(startsAt, createdAt)
}

/** Limits belong to sessions; the highest limit among a person's bookings of one kind applies to that kind. */
function limitViolations(
  person: string,
  own: BookingDocument[],
  sessions: Map<string, SessionDocument>,
  now: number,
): string[] {
  const coming = own.filter(({ endsAt }) => endsAt > now)
  return [...new Set(coming.map(({ kind }) => kind))].flatMap(kind => {
    const ofKind = coming.filter(booking => booking.kind === kind)
    const limits = ofKind.map(({ sessionId }) => sessions.get(sessionId)?.rules.maxActive ?? null)
    const max = limits.includes(null) ? Number.POSITIVE_INFINITY : Math.max(...limits.map(Number))
    const count = new Set(ofKind.map(({ _id, enrolment }) => enrolment?.id ?? _id)).size
    return count > max ? [`${person}: holds ${count} of ${kind}, which is above ${max}`] : []
  })
}

function isUnexplained({ status, waitEvents }: BookingDocument): boolean {
  const endings = Object.values(waitEvents).filter(({ what }) =>
    ['left', 'declined', 'lapsed', 'withdrawn'].includes(what),
  )
  return status === 'lapsed' && endings.length === 0
}
