/** The geo index finds what a full scan finds, nearest first, and reads few documents. */

import type { Engine } from '../../../local-cloud/engine/engine'
import { distanceBetween, type Position } from '../../../local-cloud/engine/geo/geometry'
import { compileFilter } from '../../../local-cloud/engine/match/match'
import { openEngine } from '../../../local-cloud/engine/open'
import { randomRuns } from '../../depth'
import fc from '../../random'
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
const location = fc.oneof({ weight: 6, arbitrary: point }, position, square, fc.constant(null), fc.constant([]))
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
})

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
})

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

describe('a value in the field of a geo index', () => {
  const unclosed = [
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 2],
  ]
  const closed = [...unclosed.slice(0, 3), [0, 0]]
  const places = [
    { at: { type: 'Point', coordinates: [1, 2] } },
    { at: [1, 2] },
    { at: [1, 2, 3] },
    { at: { longitude: 1, latitude: 2, name: 'here' } },
    { at: { type: 'Polygon', coordinates: [closed] } },
    { at: { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] } },
    { at: null },
    { at: [] },
    { at: {} },
    {},
  ]
  const refused: [at: unknown, reason: string][] = [
    ['here', 'geo element must be an array or object: at: "here"'],
    [7, 'geo element must be an array or object: at: 7'],
    [new Date(0), 'geo element must be an array or object: at: "1970-01-01T00:00:00.000Z"'],
    [[1], 'Point must only contain numeric elements'],
    [[{ type: 'Point', coordinates: [1, 2] }], 'Point must only contain numeric elements'],
    [{ longitude: 1, latitude: '2' }, 'Point must only contain numeric elements'],
    [[181, 2], 'longitude/latitude is out of bounds, lng: 181 lat: 2'],
    [{ type: 'Point', coordinates: [2, 91] }, 'longitude/latitude is out of bounds, lng: 2 lat: 91'],
    [{ name: 'here' }, 'unknown GeoJSON type'],
    [{ type: 'Place', coordinates: [1, 2] }, 'unknown GeoJSON type'],
    [{ type: 'Point', coordinates: ['1', '2'] }, 'malformed Point'],
    [{ type: 'Polygon', coordinates: [unclosed] }, 'malformed Polygon'],
  ]
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
    await engine.insert('places', [{ _id: 'kept', at: [1, 2] }])
  })
  afterAll(() => engine.close())

  test.each(places)('%j is a geometry or none', async place => {
    await expect(engine.insert('places', [place])).resolves.toBeDefined()
  })
  test.each(refused)('%j is refused: %s', async (at, reason) => {
    const failure = { code: 'WRITE_FAILED', message: expect.stringContaining(`Can't extract geo keys: ${reason}`) }
    await expect(engine.insert('places', [{ at }])).rejects.toMatchObject(failure)
    const change = engine.update('places', {
      filter: { _id: 'kept' },
      update: { $set: { at } },
      multi: false,
      upsert: false,
    })
    await expect(change).rejects.toMatchObject(failure)
  })
  test('of a list a part may lack the field, but not hold null beside a geometry', async () => {
    const indexes = [{ name: 'at', keys: [['parts.at', '2dsphere'] as [string, '2dsphere']] }]
    const engine = await openEngine({ dir: tempDir(), schema: { collections: { trips: { indexes } } }, now: Date.now })
    await engine.insert('trips', [{ parts: [{ at: [1, 2] }, {}, { at: [3, 4] }] }, { parts: [{ at: null }, {}] }])
    const mixed = engine.insert('trips', [{ parts: [{ at: [1, 2] }, { at: null }] }])
    await expect(mixed).rejects.toThrow('geo element must be an array or object: parts.at: null')
    await engine.close()
  })
  test('a collection that holds such a value gets no geo index', async () => {
    const dir = tempDir()
    const before = await openEngine({ dir, schema: { collections: { places: { indexes: [] } } }, now: Date.now })
    await before.insert('places', [{ at: 'here' }])
    await before.close()
    const indexes = [{ name: 'at', keys: [['at', '2dsphere'] as [string, '2dsphere']] }]
    await expect(openEngine({ dir, schema: { collections: { places: { indexes } } }, now: Date.now })).rejects.toThrow(
      "Can't extract geo keys",
    )
  })
})
