/** Encoded keys sort like the values they encode. */

import { compareValues } from '../../../local-cloud/engine/values/compare'
import {
  documentKeyOfEntry,
  encodeEntry,
  encodeValue,
  endOfPrefix,
  fieldsOfEntry,
  invertBytes,
} from '../../../local-cloud/engine/values/keys'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { value } from './arbitraries'

const anything = fc.oneof(value, fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true }), fc.integer())

test('byte order is the order of the values, both ways', () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      const order = Math.sign(compareValues(a, b))
      expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(order)
      expect(Math.sign(Buffer.compare(invertBytes(encodeValue(b)), invertBytes(encodeValue(a))))).toBe(order)
    }),
    randomRuns({ deep: 3000, byDefault: 1000 }),
  )
})

test('no encoding is the beginning of another', () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      fc.pre(compareValues(a, b) !== 0)
      const [x, y] = [encodeValue(a), encodeValue(b)]
      expect(y.subarray(0, x.length).equals(x)).toBe(false)
    }),
    randomRuns({ deep: 3000, byDefault: 1000 }),
  )
})

test("kinds come in MongoDB's order", () => {
  const rising = [
    null,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -1,
    0,
    0.5,
    2,
    'a',
    'b',
    {},
    { a: 1 },
    [],
    [1],
    false,
    true,
    new Date(0),
  ]
  const encoded = rising.map(item => encodeValue(item))
  expect([...encoded].sort(Buffer.compare)).toEqual(encoded)
})

test('an entry gives its id back, and a prefix has an end', () => {
  fc.assert(
    fc.property(anything, fc.oneof(fc.string({ minLength: 1 }), fc.integer()), fc.nat(), (a, id, sequence) => {
      const fields = encodeValue(a)
      const entry = encodeEntry(fields, sequence, encodeValue(id))
      expect(documentKeyOfEntry(entry)).toEqual(encodeValue(id))
      expect(fieldsOfEntry(entry)).toEqual(fields)
      expect(Buffer.compare(entry, endOfPrefix(fields))).toBeLessThan(0)
    }),
  )
})
