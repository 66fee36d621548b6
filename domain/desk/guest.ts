/** A person without the app: only what staff need to find the booking again. */
export interface Guest {
  /** As the person gave it; null: not asked. */
  name: string | null
  /** The last four digits of a phone number; null: none was given. */
  lastFour: string | null
}

/** Shown on the roster when no name was given. */
export const UNNAMED_GUEST = '现场来客'
const COMPANION = '同行'

/** The attendees of a guest's booking: the guest, and companions without names. */
export function guestParty({ name }: Guest, people: number): { memberId: string; nickname: string }[] {
  return Array.from({ length: people }, (_, n) =>
    n === 0 ? { memberId: 'self', nickname: name ?? UNNAMED_GUEST } : { memberId: `with-${n}`, nickname: COMPANION },
  )
}
