/** The parts of a valibot schema that bound the size of a value. */
interface Schema {
  type: string
  pipe?: (Schema & { kind: string; requirement?: unknown })[]
  entries?: Record<string, Schema>
  item?: Schema
  wrapped?: Schema
  literal?: unknown
  options?: readonly (string | number)[]
}

/** A character of Chinese takes three bytes. */
const BYTES = 3
/** A number in JSON. */
const NUMBER = 24

/** The most bytes of JSON that a value of this schema takes. Throws, naming the path, where nothing bounds it. */
export function largestBytes(schema: unknown, path: string): number {
  const own = schema as Schema
  const [first] = own.pipe ?? []
  const { type, entries, item, wrapped, options, literal } = first?.pipe ? { ...own, ...first } : own
  switch (type) {
    case 'string':
      return 2 + longest(own, path) * BYTES
    case 'number':
      return NUMBER
    case 'boolean':
      return 5
    case 'picklist':
      return Math.max(...(options ?? []).map(option => JSON.stringify(option).length))
    case 'literal':
      return JSON.stringify(literal).length
    case 'nullable':
    case 'optional':
    case 'exact_optional':
      return Math.max(4, largestBytes(wrapped, path))
    case 'array':
      return 2 + bound(own, path) * (1 + largestBytes(item, `${path}[]`))
    case 'strict_object':
      return Object.entries(entries ?? {}).reduce(
        (sum, [name, field]) => sum + name.length + 4 + largestBytes(field, `${path}.${name}`),
        2,
      )
    default:
      throw new Error(`${path}: a schema of type ${type}`)
  }
}

/** All checks of a schema, also of those that it narrows. */
function actions({ pipe = [] }: Schema): (Schema & { kind: string; requirement?: unknown })[] {
  return pipe.flatMap(action => (action.kind === 'schema' ? actions(action) : [action]))
}

function bound(schema: Schema, path: string): number {
  const bounds = actions(schema)
    .filter(({ type }) => type === 'max_length' || type === 'length')
    .map(({ requirement }) => Number(requirement))
  if (bounds.length === 0) throw new Error(`${path}: nothing bounds its length`)
  return Math.min(...bounds)
}

/** The longest text that a schema lets through, characters. */
function longest(schema: Schema, path: string): number {
  const patterns = actions(schema).filter(({ type }) => type === 'regex' || type === 'iso_date')
  const isBounded = patterns.some(({ type, requirement }) => type === 'iso_date' || hasEnd(String(requirement)))
  return isBounded ? 100 : bound(schema, path)
}

/** Whether a pattern matches from beginning to end and repeats nothing without an end; ours are shorter than 100 then. */
function hasEnd(pattern: string): boolean {
  return (
    /^\/\^.*\$\/\w*$/.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern.replace(/\[[^\]]*\]/g, 'x').replace(/\\./g, 'x'))
  )
}
