/** `$jsonSchema` and types in filters. */
import { compileFilter } from '../../../local-cloud/engine/match/match'

const document = {
  name: 'Anna',
  year: 2026,
  gpa: 3.5,
  tags: ['a', 'b'],
  address: { city: 'Yuxi', street: null },
  at: new Date(0),
  on: true,
}
const matches = (schema: unknown, on: unknown = document) => compileFilter({ $jsonSchema: schema })(on)
const ofYear = (rule: object) => ({ properties: { year: rule } })
const ofTags = (rule: object) => ({ properties: { tags: rule } })
const ofName = (rule: object) => ({ properties: { name: rule } })

test.each<[schema: object, fits: boolean]>([
  [{}, true],
  [{ title: 'a student', description: 'of the school' }, true],
  [{ required: ['name', 'year'] }, true],
  [{ required: ['name', 'major'] }, false],
  [{ bsonType: 'object' }, true],
  [{ properties: { name: { bsonType: 'string' }, missing: { bsonType: 'int' } } }, true],
  [ofYear({ bsonType: 'int', minimum: 2000, maximum: 2026 }), true],
  [ofYear({ minimum: 2026, exclusiveMinimum: true }), false],
  [ofYear({ maximum: 2026, exclusiveMaximum: true }), false],
  [ofYear({ bsonType: ['double', 'int'] }), true],
  [ofYear({ type: 'number', multipleOf: 2 }), true],
  [ofYear({ multipleOf: 5 }), false],
  [ofYear({ enum: [2025, 2026] }), true],
  [ofYear({ enum: ['2026'] }), false],
  [ofYear({ minLength: 99 }), true],
  [{ properties: { gpa: { bsonType: 'double' }, at: { bsonType: 'date' }, on: { type: 'boolean' } } }, true],
  [ofName({ minLength: 4, maxLength: 4, pattern: '^A' }), true],
  [ofName({ pattern: '^a' }), false],
  [ofName({ maxLength: 3 }), false],
  [ofTags({ bsonType: 'array', minItems: 2, maxItems: 2, uniqueItems: true, items: { type: 'string' } }), true],
  [ofTags({ items: { enum: ['a'] } }), false],
  [ofTags({ items: [{ enum: ['a'] }], additionalItems: { enum: ['b'] } }), true],
  [ofTags({ items: [{ enum: ['a'] }], additionalItems: false }), false],
  [
    {
      properties: {
        address: {
          bsonType: 'object',
          required: ['city'],
          properties: { city: { type: 'string' }, street: { type: 'null' } },
        },
      },
    },
    true,
  ],
  [{ properties: { address: { additionalProperties: false, properties: { city: {} } } } }, false],
  [{ properties: { address: { additionalProperties: { type: 'null' }, properties: { city: {} } } } }, true],
  [
    {
      properties: {
        address: { patternProperties: { '^c': { type: 'string' } }, additionalProperties: { type: 'null' } },
      },
    },
    true,
  ],
  [{ minProperties: 7, maxProperties: 7 }, true],
  [{ maxProperties: 3 }, false],
  [{ dependencies: { name: ['year'] } }, true],
  [{ dependencies: { name: ['major'] } }, false],
  [{ dependencies: { name: { required: ['gpa'] } } }, true],
  [{ allOf: [{ required: ['name'] }, { required: ['year'] }] }, true],
  [{ anyOf: [{ required: ['major'] }, { required: ['year'] }] }, true],
  [{ oneOf: [{ required: ['name'] }, { required: ['year'] }] }, false],
  [{ not: { required: ['major'] } }, true],
])('%j fits: %p', (schema, fits) => {
  expect(matches(schema)).toBe(fits)
  expect(compileFilter({ $nor: [{ $jsonSchema: schema }] })(document)).toBe(!fits)
})

test.each<[schema: unknown, message: string]>([
  [5, 'must be an object'],
  [{ requires: ['a'] }, 'Unknown $jsonSchema keyword: requires'],
  [{ required: [] }, 'non-empty array'],
  [{ type: 'integer' }, "type 'integer' is not supported"],
  [{ bsonType: 'thing' }, 'Unknown type name alias: thing'],
  [{ properties: { a: { minimum: 'x' } } }, "'minimum' must be a number"],
  [{ properties: { a: { exclusiveMinimum: true } } }, "'minimum' must be present"],
  [{ properties: { a: { minLength: -1 } } }, 'not negative'],
  [{ properties: { a: { pattern: '(' } } }, 'invalid'],
])('%j is refused', (schema, message) => {
  expect(() => matches(schema)).toThrow(message)
})

test.each<[type: unknown, value: unknown, fits: boolean]>([
  ['int', 1, true],
  ['int', 1.5, false],
  ['double', 1.5, true],
  ['double', 1, false],
  ['long', 2 ** 40, true],
  ['number', 1, true],
  [2, 'a', true],
  ['string', ['a'], true],
  ['array', ['a'], true],
  ['array', 'a', false],
  ['null', null, true],
  [['bool', 'date'], new Date(0), true],
  ['objectId', 'a', false],
  ['object', {}, true],
])('$type %p of %p: %p', (type, value, fits) => {
  expect(compileFilter({ a: { $type: type } })({ a: value })).toBe(fits)
})

test('a missing field has no type', () => expect(compileFilter({ a: { $type: 'null' } })({})).toBe(false))
