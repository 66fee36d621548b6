import type { Area } from './area'

/** The most that one document may take, bytes: far below what the platform stores, so that reading it stays quick. */
const LARGEST = 256 * 1024

/** No document grows without end. */
export const sizes: Area = {
  name: 'sizes',
  acts: [],
  begin: ({ simulation }) => ({
    atRest: () =>
      (['sessions', 'accounts', 'stations', 'bookings'] as const).flatMap(name =>
        simulation
          .matching(name, {})
          .map(document => ({ id: document._id, bytes: JSON.stringify(document).length }))
          .filter(({ bytes }) => bytes > LARGEST)
          .map(({ id, bytes }) => `${id}: takes ${bytes} bytes`),
      ),
  }),
}
