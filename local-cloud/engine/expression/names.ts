/** Names of fields and variables in expressions. */
import { refuse } from '../errors'

/** Most parts of a path, as in the database. */
const MAX_PARTS = 200

/** Throws REFUSED unless `name` can be the name of one field of a result. */
export function checkFieldName(name: string): void {
  if (name === '') refuse('field names must not be empty')
  if (name.includes('.')) refuse(`FieldPath field names may not contain '.': ${name}`)
  if (name.startsWith('$')) refuse(`FieldPath field names may not start with '$': ${name}`)
  if (name === '__proto__') refuse('illegal field name: __proto__')
  if (name.includes('\0')) refuse('FieldPath field names may not contain null bytes')
}

/** Splits a field path. Throws REFUSED when it is not one. */
export function fieldPath(path: string): string[] {
  const segments = path.split('.')
  if (segments.length > MAX_PARTS) refuse(`FieldPath may have ${MAX_PARTS} parts`)
  if (path.includes('\0')) refuse('FieldPath field names may not contain null bytes')
  for (const segment of segments) {
    if (segment === '') refuse(`FieldPath must not have empty parts: '${path}'`)
    if (segment.startsWith('$')) refuse(`FieldPath field names may not start with '$': ${path}`)
    if (segment === '__proto__') refuse('illegal field path: __proto__')
  }
  return segments
}

/** Throws REFUSED unless `name` can name a user variable. */
export function checkVariableName(name: unknown): string {
  if (typeof name !== 'string' || !/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name)) {
    return refuse(`'${String(name)}' is not a valid name of a user variable`)
  }
  return name
}
