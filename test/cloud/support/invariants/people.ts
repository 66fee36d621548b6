import type { BookingDocument, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/**
 * What must hold of each person: never in two places at once, never more bookings to come than a limit allows, and no
 * waiting that ended without a word why. A session that the centre moved may clash with another: that was not the
 * person's doing. `now` is epoch ms.
 */
export function peopleBreaches(bookings: BookingDocument[], sessions: SessionDocument[], now: number): string[] {
  const held = new Map<string, BookingDocument[]>()
  for (const booking of bookings.filter(({ status }) => status === 'confirmed')) {
    for (const { memberId } of booking.attendees) {
      const person = `${booking.accountId}/${memberId}`
      held.set(person, [...(held.get(person) ?? []), booking])
    }
  }
  return [
    ...[...held].flatMap(([person, own]) => [...clashes(person, own), ...aboveLimit(person, own, sessions, now)]),
    ...bookings.filter(isUnexplained).map(({ _id }) => `${_id}: its waiting ended without a reason`),
  ]
}

function clashes(person: string, own: BookingDocument[]): string[] {
  const chosen = own.filter(({ movedFrom }) => movedFrom === null)
  return chosen.flatMap((a, n) =>
    chosen
      .slice(n + 1)
      .filter(b => beganAt(a) < b.endsAt && beganAt(b) < a.endsAt)
      .map(b => `${person}: is in ${a._id} and ${b._id} at the same time`),
  )
}

/** Whom the desk lets in later is not there before: not while another session was still on that is over now. */
function beganAt({ startsAt, createdAt }: BookingDocument): number {
  return Math.max(startsAt, createdAt)
}

/** Limits are the sessions'; whoever may hold so many of a kind by one of them may hold so many. */
function aboveLimit(person: string, own: BookingDocument[], sessions: SessionDocument[], now: number): string[] {
  const coming = own.filter(({ endsAt }) => endsAt > now)
  return [...new Set(coming.map(({ kind }) => kind))].flatMap(kind => {
    const ofKind = coming.filter(booking => booking.kind === kind)
    const limits = ofKind.map(({ sessionId }) => sessions.find(({ _id }) => _id === sessionId)?.rules.maxActive ?? null)
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
