import * as v from 'valibot'
import type { ClassCategory } from '../offerings/kinds'
import { category, id, noInput } from './fields'
import { route } from './route'

/** New classes that a household wants to hear of, once. */
export interface InterestView {
  id: string
  /** A filter of the class list; null: any. */
  category: ClassCategory | null
  /** Null: any centre. */
  centreId: string | null
  /** Empty: any centre. */
  centreName: string
  /** In whole years; null: any. */
  age: number | null
  at: number
}

/** What the routes answer. */
export interface Interests {
  now: number
  /** The latest last. */
  interests: InterestView[]
  max: number
}

/** Routes of new classes that somebody wants to hear of. */
export const interestRoutes = {
  /** What the household wants to hear of. */
  'interest.list': route<Interests>()({ effect: 'read', input: noInput, errors: [] }),
  /** Asks to hear of new classes, for which the person has just consented to one message. */
  'interest.add': route<Interests>()({
    effect: 'write',
    input: v.strictObject({
      category: v.nullable(category),
      centreId: v.nullable(id),
      age: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120))),
    }),
    errors: ['CENTRE_NOT_FOUND', 'INTEREST_LIMIT'],
  }),
  /** Takes one of them back; one that is gone already changes nothing. */
  'interest.remove': route<Interests>()({
    effect: 'write',
    input: v.strictObject({ interestId: id }),
    errors: [],
  }),
}
