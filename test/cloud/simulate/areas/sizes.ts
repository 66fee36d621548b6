import type { Area } from './area'

/** Largest allowed size of one document, bytes: far below the limit of the platform, so that reads stay fast. */
const LARGEST = 256 * 1024

/** No document grows without limit. */
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
