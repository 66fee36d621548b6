import type { BookingDocument, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/** Returns the spots that are closed now. */
export function closedSpots({ closures = {} }: SessionDocument): string[] {
  return Object.values(closures).flatMap(({ spots, opened }) => (opened === null ? spots : []))
}

/** Checks a space session: spots and bookings agree, and no two bookings are closer than the gap. */
export function spaceViolations(session: SessionDocument, bookings: BookingDocument[]): string[] {
  const { _id, layout, spots = {}, claims, closures = {} } = session
  if (!layout) return []
  const wrong: string[] = []
  const held = new Map<string, string>()
  const hold = (holder: string, keys: string[]) => {
    for (const key of keys) {
      if (held.has(key)) wrong.push(`${_id}: ${key} is held twice`)
      held.set(key, holder)
    }
  }
  for (const [id, claim] of Object.entries(claims)) hold(id, claim.spots ?? [])
  for (const [id, closure] of Object.entries(closures)) if (closure.opened === null) hold(id, closure.spots)
  const said = Object.entries(spots).sort()
  if (JSON.stringify(said) !== JSON.stringify([...held].sort())) wrong.push(`${_id}: spots are not what is held`)
  wrong.push(...gapViolations(session, bookings), ...releaseViolations(session, bookings))
  return wrong
}

/** A booking that was released after its grace time has a no-show record and holds no spot. */
function releaseViolations({ _id }: SessionDocument, bookings: BookingDocument[]): string[] {
  return bookings
    .filter(({ sessionId, cancelledBy }) => sessionId === _id && cancelledBy === 'grace')
    .filter(({ missed, releasing, releaseAt }) => !missed || releasing || releaseAt !== null)
    .map(booking => `${booking._id}: was given back only by half`)
}

/** Decided from the times of the bookings, not from the keys that they hold. */
function gapViolations({ _id, layout }: SessionDocument, bookings: BookingDocument[]): string[] {
  if (!layout) return []
  const gap = (layout.slot ?? 0) * layout.gapSlots
  const own = bookings.filter(({ sessionId, status }) => sessionId === _id && status === 'confirmed')
  return own.flatMap(a =>
    own
      .filter(b => a._id !== b._id && a.unit?.id === b.unit?.id)
      .filter(b => a.startsAt < b.endsAt + gap && b.startsAt < a.endsAt + gap)
      .map(b => `${_id}: ${a._id} and ${b._id} are too close on ${a.unit?.id}`),
  )
}
