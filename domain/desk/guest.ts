/** Somebody without the app, as staff know the person: no more than is needed to find the booking again. */
export interface Guest {
  /** As the person gave it; null: nobody asked. */
  name: string | null
  /** The last four digits of a phone number; null: none was given. */
  lastFour: string | null
}

/** What stands on the roster where nobody asked for a name. */
export const UNNAMED_GUEST = '现场来客'
const COMPANION = '同行'

/** The people of a guest's booking: the one who is known, and so many companions of whom nothing is. */
export function guestParty({ name }: Guest, people: number): { memberId: string; nickname: string }[] {
  return Array.from({ length: people }, (_, n) =>
    n === 0 ? { memberId: 'self', nickname: name ?? UNNAMED_GUEST } : { memberId: `with-${n}`, nickname: COMPANION },
  )
}
