/** Random values, documents and filters over a small alphabet, so that they match often. */
import fc from '../../random'

const small = fc.integer({ min: -3, max: 3 })

export const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: small },
  fc.constantFrom(0.5, -0.5, 1e300, Number.NEGATIVE_INFINITY),
  fc.constantFrom('', 'a', 'ab', 'b', 'a\u0000', 'é', '三', '😀', '\uffee'),
  fc.boolean(),
  fc.constant(null),
  fc.integer({ min: -2, max: 2 }).map(n => new Date(n * 1000)),
)

export const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(small, { maxLength: 4 }) },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 }), { maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
)

/** Paths used in indexes and filters. */
export const paths = ['a', 'b', 'c', 'b.x', 'b.y', 'c.0', 'c.x'] as const
/** The first three are more frequent, so that filters use indexes. */
const path = fc.constantFrom<string>(...paths, 'a', 'b', 'c', 'c')

/** Documents of which only `c` may hold arrays: two arrays in one index are refused. */
export const document = fc.record(
  { a: scalar, b: fc.oneof(scalar, fc.dictionary(fc.constantFrom('x', 'y'), scalar)), c: value },
  { requiredKeys: [] },
)

const range = fc.constantFrom('$gt', '$gte', '$lt', '$lte')
const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: value },
  { weight: 4, arbitrary: fc.dictionary(range, scalar, { minKeys: 1, maxKeys: 2 }) },
  { weight: 2, arbitrary: fc.record({ $gt: small, $lt: small }) },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }).map($in => ({ $in })) },
  { weight: 1, arbitrary: fc.oneof(scalar, value).map($eq => ({ $eq })) },
  { weight: 1, arbitrary: scalar.map($ne => ({ $ne })) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }).map($nin => ({ $nin })) },
  { weight: 1, arbitrary: fc.boolean().map($exists => ({ $exists })) },
  { weight: 1, arbitrary: fc.dictionary(range, scalar, { minKeys: 1, maxKeys: 1 }).map($not => ({ $not })) },
  {
    weight: 1,
    arbitrary: fc.dictionary(range, scalar, { minKeys: 1, maxKeys: 2 }).map($elemMatch => ({ $elemMatch })),
  },
  { weight: 1, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 2 }).map($all => ({ $all })) },
)

const flat = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3, size: 'max' })
const some = fc.array(flat, { minLength: 1, maxLength: 3 })
export const filter: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 5, arbitrary: flat },
  { weight: 2, arbitrary: some.map($or => ({ $or })) },
  { weight: 1, arbitrary: fc.tuple(flat, some).map(([one, $or]) => ({ ...one, $or })) },
  { weight: 1, arbitrary: some.map($and => ({ $and })) },
  { weight: 1, arbitrary: some.map($nor => ({ $nor })) },
)

const direction = fc.constantFrom<1 | -1>(1, -1)
export const sort = fc.uniqueArray(fc.tuple(path, direction), { maxLength: 2, selector: ([name]) => name })
const key = fc.tuple(path, direction) as fc.Arbitrary<[string, 1 | -1]>
export const indexes = fc
  .array(fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: ([name]) => name, size: 'max' }), {
    maxLength: 3,
    size: 'max',
  })
  .map(list => list.map((keys, i) => ({ name: `i${i}`, keys })))
