import { isPlain, type Plain } from '../values/compare'

/** A copy of the document with the value at the path; what is no object on the way is replaced by one. */
export function setPath(document: Plain, [name, ...rest]: readonly string[], value: unknown): Plain {
  if (name === undefined) return document
  if (rest.length > 0) {
    const branch = document[name]
    return { ...document, [name]: setPath(isPlain(branch) ? branch : {}, rest, value) }
  }
  if (value !== undefined) return { ...document, [name]: value }
  const { [name]: _, ...others } = document
  return others
}
