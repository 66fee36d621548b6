import * as v from 'valibot'
import type { Want, WantSide } from '../participation/match'
import { category, id, shortLine } from './fields'
import { MAX_WANT_WORDS, TITLE_LENGTH } from './limits'
import { route } from './route'

/** What a centre needs or a partner offers, as others see it. */
export interface WantView extends Want {
  id: string
  /** The centre that needs it, or who offers it. */
  name: string
  centreName: string
  words: string
}

/** An entry of a centre, with what fits it. */
export interface OwnWant extends WantView {
  side: WantSide
  isOpen: boolean
  /** Until when it is listed. */
  until: number
  revision: number
  /** The best ones of the other side, in the whole city, with the minutes of a week in common. */
  matches: { want: WantView; minutes: number }[]
}

/** Needs of a centre and offers of its partners. */
export interface WantsView {
  now: number
  wants: OwnWant[]
}

const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440))
const day = v.pipe(
  v.strictObject({
    weekday: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
    opens: minute,
    closes: minute,
  }),
  v.check(({ opens, closes }) => closes > opens),
)

/** Routes of needs of centres and offers of partners in the back office. */
export const officeWantRoutes = {
  /** The entries of a centre, each with what fits it. People of a partner see what they offer. */
  'office.wants': route<WantsView>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** Saves an entry; without an id a new one. It is listed for half a year from then on. */
  'office.saveWant': route<WantsView>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      wantId: v.optional(id),
      revision: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      side: v.picklist(['need', 'offer']),
      /** Who offers it; of a need the centre's name is shown. */
      name: shortLine(TITLE_LENGTH),
      category,
      week: v.pipe(
        v.array(day),
        v.minLength(1),
        v.maxLength(7),
        v.check(days => new Set(days.map(({ weekday }) => weekday)).size === days.length),
      ),
      words: shortLine(MAX_WANT_WORDS),
      isOpen: v.boolean(),
    }),
    errors: ['WANT_NOT_FOUND', 'WANT_CHANGED', 'WANT_LIMIT', 'CENTRE_NOT_FOUND'],
  }),
}
