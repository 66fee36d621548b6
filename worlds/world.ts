import type { Documents } from '../cloudfunctions/lib/kernel/store/documents'

/** Somebody whose eyes a newcomer can borrow in the preview. `name` and `who` are shown, so they are Chinese. */
export interface Persona {
  openid: string
  name: string
  who: string
  /** Page opened first. */
  start: string
}

export type Collections = Partial<{ [Name in keyof Documents]: Documents[Name][] }>

/** Seed data that fits together. None of it is real: `name` says so and the preview shows it. */
export interface World {
  name: string
  collections: Collections
  personas: Persona[]
}

/** A part of a world that is too large to be held at once. */
export type Chunk = {
  [Name in keyof Documents]: { collection: Name; documents: Documents[Name][] }
}[keyof Documents]
