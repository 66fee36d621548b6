import type { GenericSchema } from 'valibot'

/** The parts of a valibot schema that the contract page needs; valibot's own types are one per kind of schema. */
interface Schema {
  type: string
  pipe?: (Schema & { kind: string; requirement?: unknown; description?: string })[]
  entries?: Record<string, Schema>
  item?: Schema
  wrapped?: Schema
  literal?: unknown
  options?: readonly (string | number)[]
}

type Action = NonNullable<Schema['pipe']>[number]

/** One field of a route's input. */
export interface InputField {
  name: string
  optional: boolean
  /** In words and in the notation of TypeScript. */
  type: string
}

/** Names of the schemas that several routes share. */
export type SchemaNames = ReadonlyMap<unknown, string>

/** The fields of a strict object. */
export function inputFields(schema: GenericSchema, names: SchemaNames): InputField[] {
  return Object.entries((schema as unknown as Schema).entries ?? {}).map(([name, field]) => ({
    name,
    optional: field.type === 'optional',
    type: describe(field.type === 'optional' && field.wrapped ? field.wrapped : field, names),
  }))
}

/** Returns a schema in one line; a schema that has a name by its name. */
export function describe(schema: unknown, names: SchemaNames): string {
  return names.get(schema) ?? describeAnonymous(schema as Schema, names)
}

/** Returns the same, spelled out even if the schema has a name. */
export function describeAnonymous(schema: unknown, names: SchemaNames): string {
  const known = schema as Schema
  const actions = (known.pipe ?? []).filter(({ kind }) => kind !== 'schema')
  const [first] = known.pipe ?? []
  // A pipe may start from a schema that has a name: the rest narrows it.
  const base = first ? (names.get(first) ?? plain(first, names)) : plain(known, names)
  return [base, ...constraints(known.type, actions)].join(', ')
}

function plain(schema: Schema, names: SchemaNames): string {
  const { type, entries, item, wrapped, options, literal } = schema
  if (type === 'string') return 'text'
  if (type === 'boolean') return 'true or false'
  if (type === 'picklist') return (options ?? []).map(option => JSON.stringify(option)).join(' or ')
  if (type === 'array') return `list of ${describe(item, names)}`
  if (type === 'nullable') return `${describe(wrapped, names)}, or null`
  if (type === 'literal') return JSON.stringify(literal)
  if (type === 'optional' || type === 'exact_optional') return `${describe(wrapped, names)}, or nothing`
  if (type === 'number') return 'number'
  if (type === 'strict_object') return describeObject(entries ?? {}, names)
  throw new Error(`The contract page has no words for schemas of type ${type}; add them to config/contract/inputs.ts.`)
}

function describeObject(entries: Record<string, Schema>, names: SchemaNames): string {
  const fields = Object.entries(entries).map(([name, field]) => {
    const optional = field.type === 'optional'
    return `${name}${optional ? '?' : ''}: ${describe(optional ? field.wrapped : field, names)}`
  })
  return `{ ${fields.join('; ')} }`
}

function constraints(type: string, actions: Action[]): string[] {
  const of = (name: string) => actions.find(action => action.type === name)?.requirement
  const described = actions.find(action => action.type === 'description')?.description
  if (described) return [described]
  const words: string[] = []
  if (of('integer') !== undefined) words.push('whole')
  const unit = type === 'string' ? ' characters' : type === 'array' ? ' of them' : ''
  const range = rangeOf(of('min_length') ?? of('min_value'), of('max_length') ?? of('max_value'))
  if (range) words.push(`${range}${unit}`)
  if (of('iso_date') !== undefined) words.push('YYYY-MM-DD')
  const forms = actions.filter(action => action.type === 'regex')
  words.push(...forms.map(({ requirement }) => `like \`${String(requirement)}\``))
  return words
}

function rangeOf(least: unknown, most: unknown): string {
  if (least === undefined) return most === undefined ? '' : `at most ${most}`
  return most === undefined ? `at least ${least}` : `${least} to ${most}`
}
