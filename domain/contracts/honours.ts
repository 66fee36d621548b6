import * as v from 'valibot'
import type { HonourQuestion } from '../participation/honour'
import { HONOUR_KINDS, type HonourKind, type HonourState } from '../participation/honour-state'
import { cursor, id, shortText } from './fields'
import { HONOUR_LENGTH, OBJECTION_LENGTH } from './limits'
import { personId } from './office-team'
import { route } from './route'
import type { Page } from './views'

/** Who has nominated a household: itself, a neighbour, or staff. */
export type HonourWay = 'own' | 'neighbour' | 'staff'

/** An honour of the caller's household, or a nomination for one. */
export interface HonourView {
  id: string
  kind: HonourKind
  state: HonourState
  way: HonourWay
  words: string
  at: number
  /** Until when the household can answer a nomination; null: nothing is asked. */
  answerUntil: number | null
  listedUntil: number | null
  /** When the panel's time ends; null: it decides nothing now. */
  panelUntil: number | null
  grantedAt: number | null
  until: number | null
  /** When it is looked at again; null: it is not held. */
  recheckAt: number | null
  endedAt: number | null
  /** Why it is looked at before its time; empty: it is not. */
  reason: string
  objections: string[]
}

/** An honour in the public list: in the listing, or held. Names are masked. */
export interface ListedHonour {
  id: string
  name: string
  kind: HonourKind
  words: string
  state: 'listed' | 'disputed' | 'awarded'
  listedUntil: number
  grantedAt: number | null
  until: number | null
  isOwn: boolean
}

/** A question that the caller decides, as a member of the panel. */
export interface HonourCaseView {
  id: string
  name: string
  kind: HonourKind
  words: string
  question: HonourQuestion
  /** What those say who object, and why it is looked at before its time. */
  reasons: string[]
  /** A vote names the round that it is for. */
  round: number
  until: number
  /** The caller's vote; null: none yet. */
  isFor: boolean | null
}

export const honourKind = v.picklist(HONOUR_KINDS.map(kind => kind.id))

/** Routes of honours for residents. */
export const honourRoutes = {
  /** The household's honours and nominations, latest first, and what the caller decides: at the first centre, unless one is named. */
  'honours.home': route<{
    now: number
    centre: { id: string; name: string }
    own: HonourView[]
    cases: HonourCaseView[]
    /** Days for which what is redeemed is kept for a household with an honour. */
    holdDays: number
  }>()({ effect: 'read', input: v.strictObject({ centreId: v.optional(id) }), errors: ['CENTRE_NOT_FOUND'] }),
  /** Honours of a centre that are listed or held, latest first. */
  'honours.list': route<{ now: number } & Page<ListedHonour>>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, after: v.optional(cursor) }),
    errors: [],
  }),
  /** Nominates the own household, or the one with this number, which is asked first. */
  'honours.nominate': route<{ nominatedAt: number }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      kind: honourKind,
      personId: v.nullable(personId),
      words: shortText(HONOUR_LENGTH),
    }),
    errors: ['CENTRE_NOT_FOUND', 'HOUSEHOLD_NOT_FOUND', 'ALREADY_NOMINATED', 'PANEL_MISSING', 'REQUEST_REUSED'],
  }),
  /** Accepts a nomination, or ends a nomination or an honour of the own household. */
  'honours.answer': route<{ now: number; honour: HonourView }>()({
    effect: 'write',
    input: v.strictObject({ honourId: id, accept: v.boolean() }),
    errors: ['HONOUR_NOT_FOUND', 'HONOUR_NOT_OPEN', 'PANEL_MISSING'],
  }),
  /** Objects to a listed honour; the centre's panel decides. */
  'honours.object': route<{ objectedAt: number }>()({
    effect: 'write',
    input: v.strictObject({ honourId: id, reason: shortText(OBJECTION_LENGTH) }),
    errors: ['HONOUR_NOT_FOUND', 'OWN_HONOUR', 'HONOUR_NOT_OPEN', 'ALREADY_VOTED', 'PANEL_MISSING', 'REQUEST_REUSED'],
  }),
  /** Votes on a question of this round: whether it is decided for the household. A vote is not changed. */
  'honours.vote': route<{ votedAt: number }>()({
    effect: 'write',
    input: v.strictObject({
      honourId: id,
      round: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
      isFor: v.boolean(),
    }),
    errors: ['HONOUR_NOT_FOUND', 'HONOUR_NOT_OPEN', 'ALREADY_VOTED', 'REQUEST_REUSED'],
  }),
}
