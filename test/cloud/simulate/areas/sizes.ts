import type { Documents, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { collections } from '../../../../config/database.json'
import type { Area } from './area'

const KB = 1024

/** Largest allowed size of one document, bytes: some times what the busiest has, and far below the limit of the platform. */
const LARGEST = 16 * KB
const LARGEST_BOOKING = 6 * KB

/** A session grows with the parties that it holds, and with nothing else. */
function largestSession({ claims, offers, waitlist }: SessionDocument): number {
  return 8 * KB + KB * [claims, offers, waitlist].reduce((sum, entries) => sum + Object.keys(entries).length, 0)
}

/** No document grows without limit. */
export const sizes: Area = {
  name: 'sizes',
  acts: [],
  begin: ({ simulation }) => {
    const tooLarge = (name: keyof Documents, largestOf: (document: { _id: string }) => number) =>
      simulation
        .all(name)
        .map(document => ({ document, bytes: JSON.stringify(document).length }))
        .filter(({ document, bytes }) => bytes > largestOf(document))
        .map(({ document, bytes }) => `${document._id}: takes ${bytes} bytes of ${name}`)
    return {
      atRest: () =>
        (Object.keys(collections) as (keyof Documents)[]).flatMap(name => {
          if (name === 'sessions') return tooLarge(name, document => largestSession(document as SessionDocument))
          return tooLarge(name, () => (name === 'bookings' ? LARGEST_BOOKING : LARGEST))
        }),
    }
  },
}
