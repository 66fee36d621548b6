import * as v from 'valibot'
import { NICKNAME_LENGTH } from '../people/members'
import { RELATION_TRIES } from '../tries'
import { digitsIn } from '../typed'
import { id, noInput, shortLine } from './fields'
import { route } from './route'

/** Somebody who orders meals for the person, or for whom the person orders. */
export interface RelationView {
  id: string
  /** As the other one has named themselves. */
  name: string
  since: number
}

/** Who orders meals for whom. */
export interface RelationsView {
  now: number
  /** For whom the person orders. */
  elders: RelationView[]
  /** Who orders for the person, and sees these orders. */
  helpers: RelationView[]
  /** The code that the person shows; null: none that still counts. */
  code: { digits: string; until: number } | null
  /** What the person calls themselves; empty: nothing was saved. */
  name: string
}

/** Eight digits, however they are typed. */
export const relationCode = v.pipe(
  v.string(),
  v.maxLength(20),
  v.transform(digitsIn),
  v.regex(/^\d{8}$/),
  v.description('the eight digits, with or without spaces'),
)
const name = shortLine(NICKNAME_LENGTH)

/** Routes of ordering for an elder who has an account of their own. */
export const relationRoutes = {
  /** Who orders for whom. */
  'meal.relations': route<RelationsView>()({ effect: 'read', input: noInput, errors: [] }),
  /** Makes a code to show: whoever enters it orders for the person. `name`: how they see the person. */
  'meal.relationCode': route<RelationsView>()({ effect: 'write', input: v.strictObject({ name }), errors: [] }),
  /** Orders for the person who shows this code from now on. `name`: how that person sees the caller. */
  'meal.relate': route<RelationsView>()({
    effect: 'write',
    input: v.strictObject({ code: relationCode, name }),
    errors: ['RELATION_CODE_NOT_FOUND', 'RELATION_OWN', 'RELATION_LIMIT'],
    tries: { limit: RELATION_TRIES },
  }),
  /** Ends a relation, by either of the two. Orders that were made stay. */
  'meal.unrelate': route<RelationsView>()({
    effect: 'write',
    input: v.strictObject({ relationId: id }),
    errors: ['RELATION_NOT_FOUND'],
  }),
  /** Cancels an order of a person for whom the caller orders. */
  'order.cancelFor': route<{ cancelledAt: number }>()({
    effect: 'write',
    input: v.strictObject({ relationId: id, bookingId: id }),
    errors: ['RELATION_NOT_FOUND', 'BOOKING_NOT_FOUND', 'CANCEL_CLOSED', 'ALREADY_CHECKED_IN'],
  }),
}
