import { type Refusal, refuse } from '../errors'
import { localDate } from '../time'
import { type HonourState, isHeld, isOpen } from './honour-state'
import { panelDecision } from './panel'
import { afterDays, afterWorkdays, endOfMonth } from './phases'

/** One version of the rules of honours, as data. An honour keeps the version under which it was nominated. */
interface HonourRules {
  id: string
  /** Days in which a household answers a nomination that somebody else has made. */
  answerDays: number
  /** Working days of the public listing, and those in which the panel decides. */
  listingWorkdays: number
  panelWorkdays: number
  /** Fewest members who decide a case, without those who are concerned. */
  panelQuorum: number
  /** How long an honour is held: until the end of the month so many months later; and how often it is looked at again. */
  termMonths: number
  recheckMonths: number
  /** Days for which what is redeemed is kept for a household with an honour. */
  holdDays: number
}

const VERSIONS: readonly [HonourRules, ...HonourRules[]] = [
  {
    id: '2026-1',
    answerDays: 14,
    listingWorkdays: 5,
    panelWorkdays: 10,
    panelQuorum: 3,
    termMonths: 24,
    recheckMonths: 6,
    holdDays: 14,
  },
]

/** The version in force: the last one. */
export function honourRules(): HonourRules {
  return VERSIONS[VERSIONS.length - 1] ?? VERSIONS[0]
}

/** The version that an honour was nominated under. An id that is unknown means the data is newer than this release. */
export function honourRulesOf(id: string): HonourRules {
  const rules = VERSIONS.find(version => version.id === id)
  if (!rules) throw new Error(`unknown rules of honours: ${id}`)
  return rules
}

/** What a panel decides: a nomination, an objection, or whether an honour still holds. */
export type HonourQuestion = 'review' | 'objection' | 'recheck'

/** The question that waits for the panel in this state; null: none does. */
export function questionOf(state: HonourState): HonourQuestion | null {
  if (state === 'review') return 'review'
  if (state === 'disputed') return 'objection'
  return state === 'rechecking' ? 'recheck' : null
}

/** A vote of a household in one round: whether it is for the household that is honoured. */
export interface HonourVote {
  isFor: boolean
  round: number
}

/** What decides about an honour. */
export interface HonourCase {
  state: HonourState
  /** How many questions were put to the panel so far. */
  round: number
  judges: readonly string[]
  votes: Readonly<Record<string, HonourVote>>
  listedUntil: number | null
  panelUntil: number | null
  grantedAt: number | null
  until: number | null
  recheckAt: number | null
  dueAt: number
}

/** Fields of an honour that a step changes. */
export type HonourStep = Partial<Omit<HonourCase, 'votes' | 'judges'>> & {
  state: HonourState
  judges?: string[]
  endedAt?: number
  reason?: string
}

/** The half-year of a moment, `2026-1` or `2026-2`: a household is nominated once in it for each kind. */
export function halfOf(ms: number): string {
  const [year = '', month = ''] = localDate(ms).split('-')
  return `${year}-${Number(month) <= 6 ? 1 : 2}`
}

/** Fields with which a question goes to the panel. */
export function askPanel(
  state: 'review' | 'disputed' | 'rechecking',
  { round, until }: Pick<HonourCase, 'round' | 'until'>,
  judges: string[],
  now: number,
  { panelWorkdays }: Pick<HonourRules, 'panelWorkdays'>,
): HonourStep {
  const panelUntil = afterWorkdays(now, panelWorkdays)
  return { state, round: round + 1, judges, panelUntil, dueAt: Math.min(panelUntil, until ?? panelUntil) }
}

/** Fields of an honour that has ended. What was granted stays as it was: only what comes after `now` changes. */
export function endHonour(
  state: Extract<HonourState, 'lapsed' | 'declined' | 'refused' | 'expired' | 'returned' | 'revoked'>,
  now: number,
): HonourStep {
  return { state, dueAt: 0, judges: [], panelUntil: null, recheckAt: null, endedAt: now }
}

/**
 * The next step of an honour at a moment. Null: there is nothing to do now. `recheck`: it is to be looked at again, which
 * needs the panel.
 */
export function nextStep(honour: HonourCase, now: number, rules: HonourRules): HonourStep | 'recheck' | null {
  const { state, listedUntil, until, recheckAt, dueAt } = honour
  if (state === 'nominated') return dueAt <= now ? endHonour('lapsed', now) : null
  if (state === 'listed') return (listedUntil ?? 0) <= now ? grant(now, rules) : null
  if (isHeld(state) && (until ?? 0) <= now) return endHonour('expired', now)
  if (state === 'awarded') return recheckAt !== null && recheckAt <= now && dueAt <= now ? 'recheck' : null
  const isFor = decisionOf(honour, now)
  if (isFor === null) return null
  if (state === 'review') return isFor ? list(now, rules) : endHonour('refused', now)
  if (state === 'disputed') return isFor ? listAgain(honour, now, rules) : endHonour('refused', now)
  if (state === 'rechecking') return isFor ? keep(honour, now, rules) : endHonour('revoked', now)
  return null
}

/**
 * Whether the panel has decided for the household; null: it has not decided. Without a majority everything stays as it was: a
 * nomination is not listed, a listed one stays so or is granted, an honour is kept.
 */
function decisionOf({ state, round, judges, votes, panelUntil }: HonourCase, now: number): boolean | null {
  if (questionOf(state) === null) return null
  const given = Object.values(votes).filter(vote => vote.round === round)
  const upheld = given.filter(({ isFor }) => isFor).length
  const isOver = panelUntil !== null && panelUntil <= now
  const tally = { judges: judges.length, upheld, rejected: given.length - upheld }
  const decision = panelDecision(tally, isOver, state === 'review' ? 'rejected' : 'upheld')
  return decision === null ? null : decision === 'upheld'
}

function list(now: number, { listingWorkdays }: HonourRules): HonourStep {
  const listedUntil = afterWorkdays(now, listingWorkdays)
  return { state: 'listed', judges: [], panelUntil: null, listedUntil, dueAt: listedUntil }
}

/** After an objection that is not upheld: others can still object until the day that was announced. */
function listAgain({ listedUntil }: HonourCase, now: number, rules: HonourRules): HonourStep {
  if (listedUntil === null || listedUntil <= now) return grant(now, rules)
  return { state: 'listed', judges: [], panelUntil: null, dueAt: listedUntil }
}

function grant(now: number, { termMonths, recheckMonths }: HonourRules): HonourStep {
  const [until, recheckAt] = [endOfMonth(now, termMonths), endOfMonth(now, recheckMonths)]
  const dueAt = Math.min(until, recheckAt)
  return { state: 'awarded', judges: [], panelUntil: null, grantedAt: now, until, recheckAt, dueAt }
}

function keep({ recheckAt, until }: HonourCase, now: number, { recheckMonths }: HonourRules): HonourStep {
  let next = recheckAt ?? now
  while (next <= now) next = endOfMonth(next - 1, recheckMonths)
  const dueAt = Math.min(next, until ?? next)
  return { state: 'awarded', judges: [], panelUntil: null, recheckAt: next, reason: '', dueAt }
}

/** Fields of a re-check that has to wait, because too few of the panel can decide: the honour stands meanwhile. */
export function waitForPanel({ until }: Pick<HonourCase, 'until'>, now: number): Pick<HonourCase, 'dueAt'> {
  const next = afterDays(now, 0)
  return { dueAt: Math.min(next, until ?? next) }
}

/** Decides whether somebody can object to a listed honour; null: yes. */
export function decideHonourObject(
  { state, listedUntil }: Pick<HonourCase, 'state' | 'listedUntil'>,
  { isOwn, count, most }: { isOwn: boolean; count: number; most: number },
  now: number,
): Refusal | null {
  if (isOwn) return refuse('OWN_HONOUR', null)
  const isListed = (state === 'listed' || state === 'disputed') && listedUntil !== null && now < listedUntil
  return isListed && count < most ? null : refuse('HONOUR_NOT_OPEN', { state })
}

/**
 * Decides whether a household can be nominated again, given its honour of the same kind and half-year; null: yes. What it did not
 * answer, others can ask again; what it did not want, only it: nobody asks it twice, and no second try tells what it has answered.
 */
export function decideNominateAgain({ state }: Pick<HonourCase, 'state'>, isOwn: boolean): Refusal | null {
  return state === 'lapsed' || (state === 'declined' && isOwn) ? null : refuse('ALREADY_NOMINATED', null)
}

/** Decides whether a household can be nominated, given its honours of this kind from other half-years; null: yes. */
export function decideNominate(others: readonly Pick<HonourCase, 'state'>[]): Refusal | null {
  return others.some(({ state }) => isOpen(state)) ? refuse('ALREADY_NOMINATED', null) : null
}

/** What the answer of a household changes: `accept` goes to the panel; null: nothing; else it ends. Or why it cannot. */
export function decideAnswer(state: HonourState, accept: boolean): 'accept' | 'declined' | 'returned' | Refusal {
  if (accept) return state === 'nominated' ? 'accept' : refuse('HONOUR_NOT_OPEN', { state })
  if (!isOpen(state)) return refuse('HONOUR_NOT_OPEN', { state })
  return isHeld(state) ? 'returned' : 'declined'
}
