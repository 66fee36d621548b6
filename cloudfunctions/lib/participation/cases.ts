import { assignPanel } from '@domain/participation/panel'
import { householdKeyOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { DeedDocument } from '../kernel/store/documents'

/** A record about which a centre's panel decides: a deed or an honour. */
interface PanelRecord extends Pick<DeedDocument, '_id' | 'centreId' | 'accountId' | 'objections' | 'judges'> {
  votes: Record<string, unknown>
}

type PanelContext = Pick<PersonContext, 'store' | 'idSecret'>

/**
 * Says whether a household is concerned by a record: it is the household that the record is about, or one of `keys`, which stand for
 * households in this record only.
 */
function concernedBy(context: PanelContext, { _id, accountId: owner }: PanelRecord, keys: readonly string[]) {
  return (accountId: string) => accountId === owner || keys.includes(householdKeyOf(context, _id, accountId))
}

/**
 * Who decides a question about a record: the members of the centre's panel whose households are not concerned, which are the record's,
 * those that object, and `others`. Null: too few are left, or no supervisor.
 */
export async function judgesOf(
  context: PanelContext,
  record: PanelRecord,
  others: readonly string[],
  quorum: number,
): Promise<string[] | null> {
  const panel = await context.store.pointpanels.get(record.centreId, ['members'])
  const isConcerned = concernedBy(context, record, [...others, ...Object.keys(record.objections)])
  return assignPanel(panel?.members ?? [], isConcerned, quorum)
}

/** Why households object, in the question of this round: what the panel has decided before is not asked again. */
export function reasonsOf(objections: DeedDocument['objections'], round: number): string[] {
  return Object.values(objections).flatMap(({ reason, round: of = round }) => (of === round ? [reason] : []))
}

/**
 * The objections and judges of a record after one more household objects, in the question of this `round`; null: it has objected before, and what it said first
 * stands. `hasPanel`: the panel has the record already, and loses those that are concerned now. `check` throws to refuse. Throws
 * ALREADY_VOTED, PANEL_MISSING, REQUEST_REUSED.
 */
export async function objectTo(
  context: PersonContext,
  record: PanelRecord,
  {
    reason,
    round,
    hasPanel,
    others,
    quorum,
  }: { reason: string; round: number; hasPanel: boolean; others: readonly string[]; quorum: number },
  check: (count: number) => void,
): Promise<Pick<PanelRecord, 'objections' | 'judges'> | null> {
  const { now, accountId, requestId } = context
  const by = householdKeyOf(context, record._id, accountId)
  const own = record.objections[by]
  if (own?.requestId === requestId && own.reason !== reason) throw new AppError('REQUEST_REUSED', null)
  if (own) return null
  // Who has decided about it already is no party to it.
  if (record.votes[by]) throw new AppError('ALREADY_VOTED', null)
  check(Object.keys(record.objections).length)
  // Those of an earlier release name no round: they belong to the open question, or were decided before.
  const earlier = Object.entries(record.objections).map(([key, { round: of = hasPanel ? round : 0, ...objection }]) => [
    key,
    { ...objection, round: of },
  ])
  const objections = { ...Object.fromEntries(earlier), [by]: { reason, at: now, requestId, round } }
  if (hasPanel) {
    const isConcerned = concernedBy(context, record, [...others, by])
    return { objections, judges: record.judges.filter(judge => !isConcerned(judge)) }
  }
  const judges = await judgesOf(context, { ...record, objections }, others, quorum)
  if (!judges) throw new AppError('PANEL_MISSING', null)
  return { objections, judges }
}

/** Most cases of a member of a panel that are looked through: more than one has open at once. */
export const MAX_ASKED = 100

/**
 * The ids of the cases that are shown to a member of a panel: those without a vote first, because one that has voted and waits for
 * others must not keep away what waits for this member; then those that end first.
 */
export function firstCases(
  cases: readonly { _id: string; panelUntil: number | null; hasVoted: boolean }[],
  most: number,
): string[] {
  const order = (a: (typeof cases)[number], b: (typeof cases)[number]) =>
    Number(a.hasVoted) - Number(b.hasVoted) || (a.panelUntil ?? 0) - (b.panelUntil ?? 0)
  return [...cases]
    .sort(order)
    .slice(0, most)
    .map(({ _id }) => _id)
}
