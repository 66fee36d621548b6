/** `$jsonSchema`: MongoDB's dialect of JSON Schema draft 4, compiled into a predicate. */
import { refuse } from '../errors'
import { isPlain, type Plain, valuesEqual } from '../values/compare'
import { encodeValue } from '../values/keys'
import { ownValue } from '../values/paths'
import { patternTest, toPattern } from './pattern'
import { typeTest } from './types'

type Test = (value: unknown) => boolean

const MAX_DEPTH = 50

/** JSON's names of types. */
const JSON_TYPES: Record<string, string> = {
  array: 'array',
  boolean: 'bool',
  null: 'null',
  number: 'number',
  object: 'object',
  string: 'string',
}

const always: Test = () => true

function each(keyword: string, value: unknown): unknown[] {
  return Array.isArray(value) && value.length > 0
    ? value
    : refuse(`$jsonSchema keyword '${keyword}' must be a non-empty array`)
}

function number(keyword: string, value: unknown): number {
  return typeof value === 'number' ? value : refuse(`$jsonSchema keyword '${keyword}' must be a number`)
}

function count(keyword: string, value: unknown): number {
  const limit = number(keyword, value)
  return Number.isInteger(limit) && limit >= 0
    ? limit
    : refuse(`$jsonSchema keyword '${keyword}' must be a whole number that is not negative`)
}

function object(keyword: string, value: unknown): Plain {
  return isPlain(value) ? value : refuse(`$jsonSchema keyword '${keyword}' must be an object`)
}

function bool(keyword: string, value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse(`$jsonSchema keyword '${keyword}' must be a boolean`)
}

/** A test that applies to values of one type; all others pass. */
const ofNumbers =
  (test: (value: number) => boolean): Test =>
  value =>
    typeof value !== 'number' || test(value)
const ofTexts =
  (test: (value: string) => boolean): Test =>
  value =>
    typeof value !== 'string' || test(value)
const ofArrays =
  (test: (value: unknown[]) => boolean): Test =>
  value =>
    !Array.isArray(value) || test(value)
const ofObjects =
  (test: (value: Plain) => boolean): Test =>
  value =>
    !isPlain(value) || test(value)

/** A keyword for readers, which tests nothing. */
function remark(keyword: string, value: unknown): Test {
  return typeof value === 'string' ? always : refuse(`$jsonSchema keyword '${keyword}' must be a string`)
}

type Keyword = (value: unknown, schema: Plain, depth: number) => Test

const KEYWORDS: Record<string, Keyword> = {
  title: value => remark('title', value),
  description: value => remark('description', value),
  bsonType: value => anyType(value, 'bsonType', typeTest),
  type: value =>
    anyType(value, 'type', name => {
      const known = typeof name === 'string' && Object.hasOwn(JSON_TYPES, name) ? JSON_TYPES[name] : undefined
      return known === undefined ? refuse(`$jsonSchema type '${String(name)}' is not supported`) : typeTest(known)
    }),
  enum: value => {
    const values = each('enum', value)
    return actual => values.some(one => valuesEqual(one, actual))
  },
  allOf: (value, _, depth) => {
    const tests = each('allOf', value).map(schema => compile(schema, depth))
    return actual => tests.every(test => test(actual))
  },
  anyOf: (value, _, depth) => {
    const tests = each('anyOf', value).map(schema => compile(schema, depth))
    return actual => tests.some(test => test(actual))
  },
  oneOf: (value, _, depth) => {
    const tests = each('oneOf', value).map(schema => compile(schema, depth))
    return actual => tests.filter(test => test(actual)).length === 1
  },
  not: (value, _, depth) => {
    const test = compile(value, depth)
    return actual => !test(actual)
  },
  minimum: (value, { exclusiveMinimum }) => {
    const limit = number('minimum', value)
    return ofNumbers(exclusiveMinimum === true ? actual => actual > limit : actual => actual >= limit)
  },
  maximum: (value, { exclusiveMaximum }) => {
    const limit = number('maximum', value)
    return ofNumbers(exclusiveMaximum === true ? actual => actual < limit : actual => actual <= limit)
  },
  exclusiveMinimum: (value, schema) => needs('exclusiveMinimum', value, 'minimum', schema),
  exclusiveMaximum: (value, schema) => needs('exclusiveMaximum', value, 'maximum', schema),
  multipleOf: value => {
    const divisor = number('multipleOf', value)
    if (!(divisor > 0)) return refuse("$jsonSchema keyword 'multipleOf' must be positive")
    return ofNumbers(actual => actual % divisor === 0)
  },
  minLength: value => {
    const limit = count('minLength', value)
    return ofTexts(actual => [...actual].length >= limit)
  },
  maxLength: value => {
    const limit = count('maxLength', value)
    return ofTexts(actual => [...actual].length <= limit)
  },
  pattern: value => {
    if (typeof value !== 'string') return refuse("$jsonSchema keyword 'pattern' must be a string")
    return ofTexts(patternTest(toPattern(value, '')))
  },
  minItems: value => {
    const limit = count('minItems', value)
    return ofArrays(actual => actual.length >= limit)
  },
  maxItems: value => {
    const limit = count('maxItems', value)
    return ofArrays(actual => actual.length <= limit)
  },
  uniqueItems: value =>
    bool('uniqueItems', value)
      ? ofArrays(actual => new Set(actual.map(item => encodeValue(item).toString('latin1'))).size === actual.length)
      : always,
  items: (value, _, depth) => {
    if (!Array.isArray(value)) {
      const test = compile(value, depth)
      return ofArrays(actual => actual.every(test))
    }
    const tests = value.map(schema => compile(schema, depth))
    return ofArrays(actual => tests.every((test, i) => i >= actual.length || test(actual[i])))
  },
  additionalItems: (value, { items }, depth) => {
    const test = typeof value === 'boolean' ? () => value : compile(value, depth)
    if (!Array.isArray(items)) return always
    return ofArrays(actual => actual.slice(items.length).every(test))
  },
  required: value => {
    const names = each('required', value)
    if (names.some(name => typeof name !== 'string'))
      return refuse("$jsonSchema keyword 'required' must list field names")
    return ofObjects(actual => names.every(name => Object.hasOwn(actual, name as string)))
  },
  minProperties: value => {
    const limit = count('minProperties', value)
    return ofObjects(actual => Object.keys(actual).length >= limit)
  },
  maxProperties: value => {
    const limit = count('maxProperties', value)
    return ofObjects(actual => Object.keys(actual).length <= limit)
  },
  properties: (value, _, depth) => {
    const tests = Object.entries(object('properties', value)).map(
      ([name, schema]) => [name, compile(schema, depth)] as const,
    )
    return ofObjects(actual =>
      tests.every(([name, test]) => !Object.hasOwn(actual, name) || test(ownValue(actual, name))),
    )
  },
  patternProperties: (value, _, depth) => {
    const tests = patterns(value).map(({ matches, schema }) => ({ matches, test: compile(schema, depth) }))
    return ofObjects(actual =>
      Object.entries(actual).every(([name, field]) =>
        tests.every(({ matches, test }) => !matches(name) || test(field)),
      ),
    )
  },
  additionalProperties: (value, { properties, patternProperties = {} }, depth) => {
    if (value === true) return always
    const test = value === false ? () => false : compile(value, depth)
    const named = isPlain(properties) ? properties : {}
    const matched = patterns(patternProperties)
    const isAdditional = (name: string) => !Object.hasOwn(named, name) && !matched.some(({ matches }) => matches(name))
    return ofObjects(actual => Object.entries(actual).every(([name, field]) => !isAdditional(name) || test(field)))
  },
  dependencies: (value, _, depth) => {
    const testOf = (dependency: unknown): Test => {
      if (!Array.isArray(dependency)) return compile(dependency, depth)
      const names = each('dependencies', dependency)
      return ofObjects(actual => names.every(other => Object.hasOwn(actual, String(other))))
    }
    const dependencies = Object.entries(object('dependencies', value))
    const tests = dependencies.map(([name, dependency]) => ({ name, test: testOf(dependency) }))
    return ofObjects(actual => tests.every(({ name, test }) => !Object.hasOwn(actual, name) || test(actual)))
  },
}

function needs(keyword: string, value: unknown, other: string, schema: Plain): Test {
  bool(keyword, value)
  return Object.hasOwn(schema, other)
    ? always
    : refuse(`$jsonSchema keyword '${other}' must be present if ${keyword} is`)
}

function anyType(value: unknown, keyword: string, testOf: (name: unknown) => Test): Test {
  const tests = (Array.isArray(value) ? each(keyword, value) : [value]).map(testOf)
  return actual => tests.some(test => test(actual))
}

function patterns(value: unknown): { matches: (name: string) => boolean; schema: unknown }[] {
  return Object.entries(object('patternProperties', value)).map(([pattern, schema]) => ({
    matches: patternTest(toPattern(pattern, '')),
    schema,
  }))
}

function compile(schema: unknown, depth: number): Test {
  if (!isPlain(schema)) return refuse('$jsonSchema must be an object')
  if (depth > MAX_DEPTH) return refuse(`$jsonSchema is nested deeper than ${MAX_DEPTH}`)
  const tests = Object.entries(schema).map(([keyword, value]) => {
    const make = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined
    return make ? make(value, schema, depth + 1) : refuse(`Unknown $jsonSchema keyword: ${keyword}`)
  })
  return value => tests.every(test => test(value))
}

/** Compiles `$jsonSchema` into a predicate. Throws REFUSED for unknown or malformed keywords. */
export function compileJsonSchema(schema: unknown): (document: unknown) => boolean {
  return compile(schema, 0)
}
