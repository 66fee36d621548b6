import type { Documents } from '../cloudfunctions/lib/kernel/store/documents'
import { shaped } from '../cloudfunctions/lib/kernel/store/shapes'

/** A made-up user whom one can choose to be in the preview. `name` and `who` are shown, so they are Chinese. */
export interface Persona {
  openid: string
  name: string
  who: string
  /** Page opened first. */
  start: string
}

export type Collections = Partial<{ [Name in keyof Documents]: Documents[Name][] }>

/** Seed data that fits together. All of it is made up: `name` says so, and the preview shows it. */
export interface World {
  name: string
  collections: Collections
  personas: Persona[]
}

/** A part of a world that is too large for memory as a whole. */
export type Chunk = {
  [Name in keyof Documents]: { collection: Name; documents: Documents[Name][] }
}[keyof Documents]

/** Copies of documents as the product stores them: with the version of their shape. */
export function storedForm(
  collection: string,
  documents: readonly object[],
): ({ _id: string } & Record<string, unknown>)[] {
  return documents.map(document => shaped(collection as keyof Documents, structuredClone(document))) as never
}
