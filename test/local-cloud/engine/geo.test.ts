/** The geo index finds what a full scan finds, nearest first, and reads few documents. */
import fc from 'fast-check'
import type { Engine } from '../../../local-cloud/engine/engine'
import { distanceBetween, type Position } from '../../../local-cloud/engine/geo/geometry'
import { compileFilter } from '../../../local-cloud/engine/match/match'
import { openEngine } from '../../../local-cloud/engine/open'
import { randomRuns } from '../../depth'
import { tempDir } from '../temp-dir'

const open = () =>
  openEngine({
    dir: tempDir(),
    schema: {
      collections: {
        places: {
          indexes: [
            {
              name: 'at',
              keys: [
                ['at', '2dsphere'],
                ['kind', 1],
              ],
            },
          ],
        },
      },
    },
    now: Date.now,
  })

const degree = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true })
/** Mostly around Yuxi, sometimes anywhere on earth, including the date line and the poles. */
const position: fc.Arbitrary<Position> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(degree(102.4, 102.6), degree(24.3, 24.4)) },
  { weight: 1, arbitrary: fc.tuple(degree(-180, 180), degree(-90, 90)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(-180, -179.99, 179.99, 180), degree(-90, 90)) },
)
const point = position.map(coordinates => ({ type: 'Point', coordinates }))
const square = fc.tuple(position, degree(0.001, 0.2)).map(([[x, y], side]) => {
  const [right, top] = [Math.min(180, x + side), Math.min(90, y + side)]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [right, y],
        [right, top],
        [x, top],
        [x, y],
      ],
    ],
  }
})
const location = fc.oneof(
  { weight: 6, arbitrary: point },
  position,
  square,
  fc.constant(null),
  fc.array(point, { maxLength: 2 }),
)
const metres = fc.constantFrom(0, 50, 3000, 40_000, 5_000_000)
const condition = fc.oneof(
  fc.tuple(position, metres).map(([centre, far]) => ({ $geoWithin: { $centerSphere: [centre, far / 6_378_100] } })),
  square.map($geometry => ({ $geoWithin: { $geometry } })),
  fc.oneof(point, square).map($geometry => ({ $geoIntersects: { $geometry } })),
)

test('areas: any place, any area', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(location, { maxLength: 30, size: 'max' }),
      fc.array(condition, { minLength: 10 }),
      async (places, asked) => {
        const engine = await open()
        const documents = places.map((at, i) => ({ _id: `p${i}`, at, kind: i % 2 }))
        if (documents.length > 0) await engine.insert('places', documents)
        for (const at of asked) {
          const found = await engine.find('places', { filter: { at }, limit: 1000 })
          const expected = documents.filter(compileFilter({ at }))
          expect(found.documents.map(({ _id }) => _id).sort()).toEqual(expected.map(({ _id }) => _id).sort())
        }
        await engine.close()
      },
    ),
    randomRuns({ deep: 60, byDefault: 20 }),
  )
}, 60_000)

test('nearness: any place, any centre', async () => {
  const asked = fc.array(fc.tuple(position, metres, fc.boolean(), fc.integer({ min: 1, max: 5 })), { minLength: 10 })
  await fc.assert(
    fc.asyncProperty(fc.array(position, { maxLength: 30, size: 'max' }), asked, async (places, queries) => {
      const engine = await open()
      if (places.length > 0)
        await engine.insert(
          'places',
          places.map(coordinates => ({ at: { type: 'Point', coordinates } })),
        )
      for (const [centre, far, bounded, limit] of queries) {
        const $near = { $geometry: { type: 'Point', coordinates: centre }, ...(bounded && { $maxDistance: far }) }
        const { documents } = await engine.find('places', { filter: { at: { $near } }, limit })
        const distances = documents.map(({ at }) =>
          distanceBetween(centre, (at as { coordinates: Position }).coordinates),
        )
        const expected = places
          .map(place => distanceBetween(centre, place))
          .filter(distance => !bounded || distance <= far)
        expect(distances).toEqual(expected.sort((a, b) => a - b).slice(0, limit))
      }
      await engine.close()
    }),
    randomRuns({ deep: 60, byDefault: 20 }),
  )
}, 60_000)

describe('of ten thousand places', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
    const grid = Array.from({ length: 10_000 }, (_, i) => [102 + (i % 100) / 100, 24 + Math.floor(i / 100) / 100])
    await engine.load(
      'places',
      grid.map(coordinates => ({ at: { type: 'Point', coordinates } })),
    )
  })
  afterAll(() => engine.close())
  const examined = async (at: object, limit = 100) =>
    (await engine.find('places', { filter: { at }, limit })).examined.documents
  const centre = [102.5, 24.5]

  test('few are read for those within two kilometres', async () => {
    expect(
      await examined({ $near: { $geometry: { type: 'Point', coordinates: centre }, $maxDistance: 2000 } }),
    ).toBeLessThan(100)
    expect(await examined({ $geoWithin: { $centerSphere: [centre, 2000 / 6_378_100] } })).toBeLessThan(100)
  })
  test('few are read for the nearest three, however far', async () => {
    expect(await examined({ $near: { $geometry: { type: 'Point', coordinates: centre } } }, 3)).toBeLessThan(100)
  })
})
