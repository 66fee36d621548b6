import type { HonourWay } from '@domain/contracts/honours'
import {
  askPanel,
  decideNominate,
  decideNominateAgain,
  type HonourStep,
  halfOf,
  honourRules,
  honourRulesOf,
  nextStep,
  waitForPanel,
} from '@domain/participation/honour'
import { HELD_STATES, type HonourKind, stageOf } from '@domain/participation/honour-state'
import { maskName, SELF_ID } from '@domain/people/members'
import { DAY } from '@domain/time'
import { honourIdOf, householdKeyOf } from '../kernel/ids'
import type { Context, PersonContext } from '../kernel/router/context'
import { AppError, enforce } from '../kernel/router/errors'
import type { AccountDocument, HonourDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { gt, oneOf, type Store } from '../kernel/store/port'
import { revise } from '../kernel/work/revise'
import { eachOf } from '../kernel/work/task'
import { judgesOf } from './cases'

/** Each conflict means that another change of the same honour was stored. */
const MAX_ATTEMPTS = 20
/** Requests and steps that an honour remembers: more than its term has. */
const REMEMBERED = 40
/** Honours of one household that are read: a few in each half-year. */
const MAX_OWN = 100
/** What a household is called that has given no name. */
const UNNAMED = '居民'

type HonourChange = Partial<Omit<HonourDocument, '_id' | 'revision' | 'steps' | 'stage'>>
type HonourContext = Pick<Context, 'store' | 'now' | 'idSecret'>

/**
 * Changes an honour by compare-and-set, and notes a new state among its steps. `decide` returns the fields to replace, or null to
 * change nothing; it throws to refuse. Returns the honour afterwards. Throws HONOUR_NOT_FOUND, BUSY.
 */
export function changeHonour(
  { store, now }: Pick<Context, 'store' | 'now'>,
  honourId: string,
  decide: (honour: HonourDocument) => HonourChange | null | Promise<HonourChange | null>,
): Promise<HonourDocument> {
  return revise(store.honours, honourId, { missing: 'HONOUR_NOT_FOUND', attempts: MAX_ATTEMPTS }, async before => {
    const change = await decide(before)
    if (!change) return null
    const { state, steps } = before
    const next = change.state ?? state
    if (next === state) return change
    return { ...change, stage: stageOf(next), steps: [...steps, { state: next, at: now }].slice(-REMEMBERED) }
  })
}

/**
 * Brings an honour as far as it can go now. Every step is one write, so a call that dies between two of them leaves an honour that is
 * due, and the timer goes on from there.
 */
export async function advanceHonour(context: HonourContext, seen: HonourDocument): Promise<HonourDocument> {
  let honour = seen
  for (;;) {
    const { revision } = honour
    honour = await changeHonour(context, honour._id, current => stepOf(context, current))
    if (honour.revision === revision) return honour
  }
}

async function stepOf(context: HonourContext, honour: HonourDocument): Promise<HonourChange | null> {
  const { now } = context
  const rules = honourRulesOf(honour.rulesId)
  const step = nextStep(honour, now, rules)
  if (step !== 'recheck') return step
  const judges = await honourJudges(context, honour)
  // The honour stands while the panel is too small: the office sees that it waits.
  return judges ? askPanel('rechecking', honour, judges, now, rules) : waitForPanel(honour, now)
}

/**
 * Who decides about an honour: not its household, not who has nominated it, not those that have objected, not `askers`, the keys of
 * those that ask this question. Null: too few are left.
 */
function honourJudges(
  context: HonourContext,
  honour: HonourDocument,
  askers: readonly string[] = [],
): Promise<string[] | null> {
  const { panelQuorum } = honourRulesOf(honour.rulesId)
  return judgesOf(context, honour, [honour.nominator.household, ...askers], panelQuorum)
}

/** Fields with which an honour goes to the panel, without the households of `askers`. Throws PANEL_MISSING. */
export async function toPanel(
  context: HonourContext,
  honour: HonourDocument,
  state: 'review' | 'rechecking',
  askers: readonly string[] = [],
): Promise<HonourStep> {
  const judges = await honourJudges(context, honour, askers)
  if (!judges) throw new AppError('PANEL_MISSING', null)
  return askPanel(state, honour, judges, context.now, honourRulesOf(honour.rulesId))
}

/** The requests of an honour with one more. */
export function remember({ requests }: Pick<HonourDocument, 'requests'>, requestId: string): string[] {
  return [...requests, requestId].slice(-REMEMBERED)
}

/** A household that is nominated, why and by whom. */
interface Nomination {
  centreId: string
  kind: HonourKind
  accountId: string
  words: string
  way: HonourWay
  /** The number of a member of staff, else empty. */
  by: string
}

/**
 * Nominates a household: one document for each kind and half-year, so one insert decides. Its own nomination goes to the panel at
 * once; another's waits for its answer. Idempotent under the request id. Throws HOUSEHOLD_NOT_FOUND, ALREADY_NOMINATED, PANEL_MISSING,
 * REQUEST_REUSED.
 */
export async function nominate(context: PersonContext, nomination: Nomination): Promise<HonourDocument> {
  const { store, now, requestId } = context
  const { accountId, kind } = nomination
  const _id = honourIdOf(context, kind, accountId, halfOf(now))
  const [own, account] = await Promise.all([
    store.honours.find({ where: { accountId }, sort: [['at', 'desc']], limit: MAX_OWN }),
    store.accounts.get(accountId, ['openid', 'members']),
  ])
  const earlier = own.find(({ requests }) => requests.includes(requestId))
  if (earlier) return requireSame(earlier, nomination)
  // An erased household has no identity any more.
  if (nomination.way !== 'own' && !account?.openid) throw new AppError('HOUSEHOLD_NOT_FOUND', null)
  enforce(decideNominate(own.filter(other => other.kind === kind && other._id !== _id)))
  const fresh = await freshHonour(context, _id, nomination, account)
  const before = own.find(other => other._id === _id)
  const isOwn = nomination.way === 'own'
  if (before) enforce(decideNominateAgain(before, isOwn))
  else if (await store.honours.insert(fresh)) return fresh
  return changeHonour(context, _id, current => {
    if (current.requests.includes(requestId)) return null
    enforce(decideNominateAgain(current, isOwn))
    const { _id: _same, revision: _kept, steps: _steps, stage: _stage, ...again } = fresh
    // Rounds go on, so that a late vote is for none of the new ones.
    const round = current.round + fresh.round
    return { ...again, round, requests: remember(current, requestId) }
  })
}

async function freshHonour(
  context: PersonContext,
  _id: string,
  { by, way, ...nomination }: Nomination,
  account: Pick<AccountDocument, 'members'> | null,
): Promise<HonourDocument> {
  const { now, accountId, requestId } = context
  const rules = honourRules()
  const nickname = account?.members.find(({ id }) => id === SELF_ID)?.nickname
  const honour: HonourDocument = {
    ...{ _id, ...nomination, way, rulesId: rules.id },
    name: nickname === undefined ? UNNAMED : maskName(nickname),
    nominator: { household: householdKeyOf(context, _id, accountId), by },
    requests: [requestId],
    state: 'nominated',
    stage: 'asked',
    at: now,
    dueAt: now + rules.answerDays * DAY,
    ...{ listedUntil: null, grantedAt: null, until: null, recheckAt: null, endedAt: null, panelUntil: null },
    ...{ reason: '', objections: {}, judges: [], votes: {}, round: 0, revision: 0, forgottenAt: null },
    steps: [{ state: 'nominated', at: now }],
  }
  if (way !== 'own') return honour
  const asked = await toPanel(context, honour, 'review')
  return { ...honour, ...asked, steps: [...honour.steps, { state: 'review', at: now }] }
}

function requireSame(honour: HonourDocument, { centreId, kind, words }: Nomination): HonourDocument {
  if (honour.kind !== kind || honour.centreId !== centreId || honour.words !== words)
    throw new AppError('REQUEST_REUSED', null)
  return honour
}

/** Whether a household holds an honour at a moment. */
export async function holdsHonour(store: Store, accountId: string, now: number): Promise<boolean> {
  return (await store.honours.count({ accountId, state: oneOf([...HELD_STATES]), until: gt(now) })) > 0
}

/** Honours whose phase is over, or whose call has died. */
export const followHonours = eachOf(
  { name: 'honours', collection: 'honours', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, honourId) => {
    const honour = await context.store.honours.get(honourId)
    if (honour) await advanceHonour(context, honour)
  },
)
