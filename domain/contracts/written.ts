import { type GenericSchema, getMetadata } from 'valibot'

/** What a text is for WeChat's check: a profile (names), or a comment. */
export const SCENES = { profile: 1, comment: 2 } as const

/** A text in an input that people wrote and others will read. */
export interface WrittenText {
  /** Path of the field, such as `guest.name`. */
  path: string
  text: string
  scene: number
}

/** The parts of a schema that matter here. */
interface Parts {
  entries?: Record<string, GenericSchema>
  item?: GenericSchema
  items?: readonly GenericSchema[]
  value?: GenericSchema
  wrapped?: GenericSchema
  options?: readonly unknown[]
}

/** The metadata of a text that people write; `fields.ts` gives it to every free text. */
export function written(scene: keyof typeof SCENES): { written: number } {
  return { written: SCENES[scene] }
}

/** Finds the texts that people wrote in a valid input, by the metadata of its schema. */
export function writtenTexts(schema: GenericSchema, value: unknown, path: readonly string[] = []): WrittenText[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value === 'string') {
    const { written: scene } = getMetadata(schema as never) as { written?: number }
    if (scene !== undefined) return [{ path: path.join('.'), text: value, scene }]
  }
  const { entries, item, items, value: values, wrapped, options } = schema as unknown as Parts
  const found: WrittenText[] = []
  const look = (inner: GenericSchema | undefined, at: unknown, step: readonly string[] = []) => {
    if (inner) found.push(...writtenTexts(inner, at, [...path, ...step]))
  }
  look(wrapped, value)
  if (Array.isArray(value)) {
    for (const [n, each] of value.entries()) look(item ?? items?.[n], each, [String(n)])
  } else if (typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) look(entries?.[key] ?? values, each, [key])
  }
  // The options of a union or variant are schemas, those of a picklist are values.
  for (const option of options ?? [])
    if (typeof option === 'object' && option !== null) look(option as GenericSchema, value)
  return found.filter((text, n) => found.findIndex(other => other.path === text.path) === n)
}
