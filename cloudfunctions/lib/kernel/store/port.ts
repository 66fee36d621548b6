import type { BookingDocument, Documents, SessionDocument } from './documents'

/** A condition on one field, other than equality. */
export class Condition {
  constructor(
    readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'neq' | 'in' | 'exists' | 'and' | 'not' | 'near',
    readonly value: unknown,
  ) {}
}

/** A change of one field, other than setting it. */
export class Operation {
  constructor(
    readonly operator: 'inc' | 'min' | 'remove',
    readonly value?: number,
  ) {}
}

export const gt = (value: number | string) => new Condition('gt', value)
export const gte = (value: number | string) => new Condition('gte', value)
export const lt = (value: number | string) => new Condition('lt', value)
export const lte = (value: number) => new Condition('lte', value)
export const neq = (value: unknown) => new Condition('neq', value)
export const oneOf = (values: readonly unknown[]) => new Condition('in', values)
export const exists = (value: boolean) => new Condition('exists', value)
/** All conditions, on one field. */
export const both = (...conditions: Condition[]) => new Condition('and', conditions)
/**
 * Everything that does not match the condition, missing values included. (The SDK would merge the `or`s of two fields
 * into one.)
 */
export const not = (condition: Condition) => new Condition('not', condition)
/** The part of a filter that leaves these documents out. */
export const excluding = (ids: Iterable<string>) => {
  const values = [...ids]
  return values.length > 0 ? { _id: not(oneOf(values)) } : {}
}
/** Sorts by distance, nearest first; needs a geo index. */
export const near = (longitude: number, latitude: number) => new Condition('near', { longitude, latitude })

export const inc = (by: number) => new Operation('inc', by)
/** Sets the minimum of the stored value and this one. */
export const least = (value: number) => new Operation('min', value)
/** Removes the field. */
export const remove = () => new Operation('remove')

/** A field, or a dotted path to a nested one. */
export type Path<D> = Extract<keyof D, string> | `${Extract<keyof D, string>}.${string}`
type Root<P> = P extends `${infer R}.${string}` ? R : P

/** Conditions that must all hold; a plain value means equality. */
export type Where<D> = { [P in keyof D]?: D[P] | Condition } & {
  [P in `${Extract<keyof D, string>}.${string}`]?: unknown
}
/** The fields to change; a plain value replaces the field. */
export type Change<D> = { [P in keyof D]?: D[P] | Operation } & {
  [P in `${Extract<keyof D, string>}.${string}`]?: unknown
}

/** A query: conditions, order and limit. */
export interface Query<D> {
  where: Where<D>
  sort?: [field: Extract<keyof D, string>, direction: 'asc' | 'desc'][]
  /** Maximum number of documents, at most 1000 (the platform's limit). */
  limit: number
}

/** A document with only the named fields; a dotted path selects its root. */
export type Picked<D, P> = Pick<D, Extract<Root<P> | '_id', keyof D>>

/** Two sums over the same documents: of all, and of those in which a field is set. */
export interface Tally {
  all: number
  withSet: number
}

/** One collection. Each method is one database round trip. */
export interface Collection<D extends { _id: string }> {
  get(id: string): Promise<D | null>
  get<P extends Path<D>>(id: string, fields: readonly P[]): Promise<Picked<D, P> | null>
  /** Whole documents, or only `fields` and `_id`. */
  find(query: Query<D>): Promise<D[]>
  find<P extends Path<D>>(query: Query<D> & { fields: readonly P[] }): Promise<Picked<D, P>[]>
  count(where: Where<D>): Promise<number>
  /** Sums the numeric field `sum`, grouped by `by`: over all documents, and over those in which `set` is not null. */
  tally(
    where: Where<D>,
    by: Extract<keyof D, string>,
    sum: Extract<keyof D, string>,
    set: Extract<keyof D, string>,
  ): Promise<Map<string, Tally>>
  /** Inserts a document; false when one with this id exists. */
  insert(document: D): Promise<boolean>
  /** Updates all matching documents, each atomically; returns how many changed. Plain values replace the field. */
  update(where: Where<D>, change: Change<D>): Promise<number>
  /**
   * Removes all matching documents, each atomically; returns how many. Only for what nobody has used yet, and for what
   * `privacy` forgets.
   */
  remove(where: Where<D>): Promise<number>
}

/** Asks which documents of a collection fit, those with the least `by` first. */
export interface DueQuestion {
  /** Names the answer: a word. */
  name: string
  collection: keyof Documents
  where: object
  by: string
  /** Most documents answered. */
  limit: number
}

/** One document that fits; `at` is its `by`, 0 where it has none. */
export interface DueItem {
  _id: string
  at: number
}

/** A booking, and its session as far as it was asked for. */
export interface BookingWithSession<P extends Path<SessionDocument>> {
  booking: BookingDocument
  session: Picked<SessionDocument, P> | null
}

/** All collections. The only implementation for production is `cloudbase.ts`. */
export type Store = { [Name in keyof Documents]: Collection<Documents[Name]> } & {
  /**
   * Answers all questions in one round trip, by name; null where the database cannot: as long as the collection `timer` is
   * empty.
   */
  due(questions: readonly DueQuestion[]): Promise<Map<string, DueItem[]> | null>
  /** A collection whose documents are read in whatever shape they are stored (`shapes.ts`): for migrations. */
  asStored<Name extends keyof Documents>(name: Name): Collection<Documents[Name]>
  /** A booking and `fields` of its session, in one round trip; null where there is no such booking. */
  bookingWithSession<P extends Path<SessionDocument>>(
    bookingId: string,
    fields: readonly P[],
  ): Promise<BookingWithSession<P> | null>
  /** Database round trips so far. */
  calls(): number
}
