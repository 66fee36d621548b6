import type { Documents } from './documents'

/** A condition on one field other than equality. */
export class Condition {
  constructor(
    readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'neq' | 'in' | 'exists' | 'and' | 'not' | 'near',
    readonly value: unknown,
  ) {}
}

/** A change of one field other than setting it. */
export class Operation {
  constructor(
    readonly operator: 'inc' | 'min' | 'remove',
    readonly value?: number,
  ) {}
}

export const gt = (value: number | string) => new Condition('gt', value)
export const gte = (value: number) => new Condition('gte', value)
export const lt = (value: number | string) => new Condition('lt', value)
export const lte = (value: number) => new Condition('lte', value)
export const neq = (value: unknown) => new Condition('neq', value)
export const oneOf = (values: readonly unknown[]) => new Condition('in', values)
export const exists = (value: boolean) => new Condition('exists', value)
/** All conditions at once, on one field. */
export const both = (...conditions: Condition[]) => new Condition('and', conditions)
/** Whatever the condition does not fit, a missing value included. (The SDK merges the `or`s of two fields into one.) */
export const not = (condition: Condition) => new Condition('not', condition)
/** Nearest first; needs a geo index. */
export const near = (longitude: number, latitude: number) => new Condition('near', { longitude, latitude })

export const inc = (by: number) => new Operation('inc', by)
/** The lesser of the stored value and this one. */
export const least = (value: number) => new Operation('min', value)
/** Takes the field away. */
export const remove = () => new Operation('remove')

export type Path<D> = Extract<keyof D, string> | `${Extract<keyof D, string>}.${string}`
type Root<P> = P extends `${infer R}.${string}` ? R : P

export type Where<D> = { [P in keyof D]?: D[P] | Condition } & {
  [P in `${Extract<keyof D, string>}.${string}`]?: unknown
}
export type Change<D> = { [P in keyof D]?: D[P] | Operation } & {
  [P in `${Extract<keyof D, string>}.${string}`]?: unknown
}

export interface Query<D> {
  where: Where<D>
  sort?: [field: Extract<keyof D, string>, direction: 'asc' | 'desc'][]
  /** Most documents returned, at most 1000 (the platform's limit). */
  limit: number
}

/** Only the named fields of a document; of a dotted path, its root. */
export type Picked<D, P> = Pick<D, Extract<Root<P> | '_id', keyof D>>

/** Two sums over the same documents. */
export interface Tally {
  all: number
  withSet: number
}

/** One collection. Each method is one round trip to the database. */
export interface Collection<D extends { _id: string }> {
  get(id: string): Promise<D | null>
  get<P extends Path<D>>(id: string, fields: readonly P[]): Promise<Picked<D, P> | null>
  /** Whole documents, or with `fields` only these and `_id`. */
  find(query: Query<D>): Promise<D[]>
  find<P extends Path<D>>(query: Query<D> & { fields: readonly P[] }): Promise<Picked<D, P>[]>
  count(where: Where<D>): Promise<number>
  /** Sums of the number field `sum` by the values of `by`: of all documents, and of those in which `set` is not null. */
  tally(
    where: Where<D>,
    by: Extract<keyof D, string>,
    sum: Extract<keyof D, string>,
    set: Extract<keyof D, string>,
  ): Promise<Map<string, Tally>>
  /** False when a document with this id is there already. */
  insert(document: D): Promise<boolean>
  /** Atomic on each document that fits; the number of documents changed. Values that are no operation replace the field. */
  update(where: Where<D>, change: Change<D>): Promise<number>
}

/** All the server's data. The only implementation for production is `cloudbase.ts`. */
export type Store = { [Name in keyof Documents]: Collection<Documents[Name]> } & {
  /** Round trips made so far. */
  calls(): number
}
