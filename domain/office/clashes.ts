import { isSpace, type Kind } from '../offerings/kinds'

/** A session, or one that is planned, as far as its room and its teacher are concerned. Times are epoch ms. */
export interface Slot {
  id: string
  kind: Kind
  title: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
}

/** Two sessions that need the same room or the same teacher at the same time. */
export interface Clash {
  id: string
  what: 'room' | 'teacher'
  /** The other session. */
  other: Slot
}

/**
 * The clashes of each planned session with the others and with what is fixed, each pair of planned sessions once. Rooms and
 * teachers are the same when their names are, apart from spaces; an empty name is nobody's. The person who looks after a space
 * is not bound to it, so only classes share teachers.
 */
export function clashesOf(planned: readonly Slot[], fixed: readonly Slot[]): Clash[] {
  const byStart = [...planned, ...fixed.filter(({ id }) => !planned.some(own => own.id === id))].sort(
    (a, b) => a.startsAt - b.startsAt,
  )
  const own = new Set(planned.map(({ id }) => id))
  const found: Clash[] = []
  for (const [n, slot] of byStart.entries()) {
    for (let later = n + 1; later < byStart.length; later++) {
      const other = byStart[later]
      if (!other || other.startsAt >= slot.endsAt) break
      const what = sharedBy(slot, other)
      if (!what) continue
      if (own.has(other.id)) found.push({ id: other.id, what, other: slot })
      else if (own.has(slot.id)) found.push({ id: slot.id, what, other })
    }
  }
  return found
}

function sharedBy(a: Slot, b: Slot): Clash['what'] | null {
  if (plain(a.room) !== '' && plain(a.room) === plain(b.room)) return 'room'
  if (isSpace(a.kind) || isSpace(b.kind)) return null
  return plain(a.teacher) !== '' && plain(a.teacher) === plain(b.teacher) ? 'teacher' : null
}

function plain(name: string): string {
  return name.replace(/\s+/g, '').toLowerCase()
}
