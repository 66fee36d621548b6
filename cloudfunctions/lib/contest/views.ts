import { draw, drawKeyOf, lotOf, seedHashOf } from '@domain/ballot/draw'
import { CLOSED_BALLOT_FORM, type PublishedBallot } from '@domain/ballot/published'
import { kindFactsOf, kindOfId, stageLabel } from '@domain/contest/kinds'
import { type Place, placesOf, type RankedEntry, type StageResults, toLookAt } from '@domain/contest/rank'
import { contestRulesOf, JUDGED_STAGES, type JudgedStage } from '@domain/contest/rules'
import type { ContestView } from '@domain/contracts/contest'
import type { JurorView, OfficeEntry } from '@domain/contracts/office-contest'
import type { ContestDocument, ContestEntryDocument, ContestJurorDocument } from '../kernel/store/documents'

/** A contest as everybody sees it; seeds and jurors stay here. */
export function contestView({ _id, year, rulesId, stage, until, again }: ContestDocument): ContestView {
  return { kind: kindOfId(_id), year, rulesId, stage, until, again }
}

/** What lists show of an entry. Sheets and the revision, which counts them, are not read. */
export const ENTRY_SHOWN = [
  'centreId',
  'centreName',
  'county',
  'offeringId',
  'projectId',
  'title',
  'words',
  'partners',
  'delivery',
  'tenths',
  'n',
  'withdrawnAt',
  'looked',
  'certificate',
] as const
export type ShownEntry = Pick<ContestEntryDocument, '_id' | (typeof ENTRY_SHOWN)[number]>

/** Results of an entry in the stages that are over. */
export function resultsOf({ results }: Pick<ContestDocument, 'results'>, entryId: string): StageResults {
  return Object.fromEntries(
    JUDGED_STAGES.flatMap(stage => {
      const own = results[stage]?.[entryId]
      return own ? [[stage, own]] : []
    }),
  )
}

type Ranked = Pick<ContestEntryDocument, '_id' | 'delivery' | 'withdrawnAt'>

function rankedOf(contest: Pick<ContestDocument, 'results'>, { _id: id, delivery, withdrawnAt }: Ranked): RankedEntry {
  return { id, results: resultsOf(contest, id), delivery, isWithdrawn: withdrawnAt !== null }
}

/** Entries as they are ranked by the stages that are over. */
export function ranked(contest: Pick<ContestDocument, 'results'>, entries: readonly Ranked[]): RankedEntry[] {
  return entries.map(entry => rankedOf(contest, entry))
}

/** The places by the stages that are over, by entry. */
export function placesById(contest: ContestDocument, entries: readonly Ranked[]): Map<string, Place> {
  const places = placesOf(ranked(contest, entries), contestRulesOf(contest.rulesId))
  return new Map(places.map(place => [place.id, place]))
}

/** Stages of an entry whose sheets nobody has looked at, though they are far apart. */
export function unlooked(
  contest: ContestDocument,
  { _id, looked, withdrawnAt }: Pick<ContestEntryDocument, '_id' | 'looked' | 'withdrawnAt'>,
): JudgedStage[] {
  if (withdrawnAt !== null) return []
  return toLookAt(resultsOf(contest, _id), contestRulesOf(contest.rulesId)).filter(stage => !looked[stage])
}

/** What the caller sees of an entry. */
interface OfficeSeen {
  /** No results. */
  isSealed: boolean
  /** Its words. */
  isOwn: boolean
  isAwarded: boolean
  place: Place | undefined
}

/** An entry in the back office. */
export function officeEntry(
  entry: ShownEntry,
  contest: ContestDocument,
  { isSealed, isOwn, isAwarded, place }: OfficeSeen,
): OfficeEntry {
  const {
    _id: id,
    centreName,
    county,
    offeringId,
    projectId = null,
    title,
    words,
    partners,
    delivery,
    tenths,
    n,
    withdrawnAt,
    certificate,
  } = entry
  return {
    ...{ id, centreName, county, offeringId, projectId, title, delivery, tenths, n, withdrawnAt },
    words: isOwn ? words : '',
    partners: isOwn ? partners : [],
    stages: JUDGED_STAGES.filter(stage => contest.judges[stage]?.[id] !== undefined),
    results: isSealed ? null : resultsOf(contest, id),
    place: isSealed ? null : (place?.place ?? null),
    score: isSealed ? null : (place?.score ?? null),
    level: certificate?.level ?? null,
    award: isAwarded && !isSealed ? (contestRulesOf(contest.rulesId).award?.fen ?? 0) : 0,
    toLookAt: isSealed ? [] : unlooked(contest, entry),
  }
}

export function jurorView({ _id: id, name, employer, joinedAt }: ContestJurorDocument): JurorView {
  return { id, name, employer, hasJoined: joinedAt !== null }
}

/** The running order of entries, by the same function as ballots of classes (ADR 0011). */
export function runningOrder({ _id, drawSeed }: ContestDocument, closing: string, entryIds: readonly string[]) {
  const tickets = [...entryIds].sort().map(id => ({ id, lot: lotOf(drawSeed, _id, id) }))
  const { order } = draw(
    drawKeyOf(drawSeed, closing),
    tickets.map(ticket => ({ ...ticket, places: 1 })),
    tickets.length,
  )
  return { tickets, order: order.map(({ id }) => id) }
}

/** The public record of the running order, in the form of ballots, so that the same programs verify it. */
export function publishedOrder({ _id, year, until, drawSeed, closing, order }: ContestDocument): PublishedBallot {
  return {
    form: CLOSED_BALLOT_FORM,
    sessionId: _id,
    title: `${year} 年${kindFactsOf(kindOfId(_id)).label}${stageLabel('roadshow', kindOfId(_id))}顺序`,
    startsAt: until.pitch,
    drawDueAt: until.pitch,
    waiting: order?.tickets.length ?? 0,
    cancelled: false,
    seedHash: seedHashOf(drawSeed),
    drawn: order && {
      at: order.at,
      seed: drawSeed,
      closing: closing ?? '',
      places: order.tickets.length,
      tickets: order.tickets.map(ticket => ({ ...ticket, places: 1 })),
      order: order.order,
      winners: order.order,
    },
  }
}
