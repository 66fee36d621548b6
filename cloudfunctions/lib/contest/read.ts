import { kindOfId } from '@domain/contest/kinds'
import { awardedOf } from '@domain/contest/rank'
import { type ContestKind, contestRulesOf } from '@domain/contest/rules'
import type { OfficeContest, OfficeEntry } from '@domain/contracts/office-contest'
import { offeredAt } from '../catalogue/offered'
import type { PersonContext, StaffContext } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import type { ContestDocument } from '../kernel/store/documents'
import { oneOf } from '../kernel/store/port'
import { contestOf, MAX_ENTRIES, publishedYears } from './change'
import {
  contestView,
  ENTRY_SHOWN,
  jurorView,
  officeEntry,
  placesById,
  publishedOrder,
  type ShownEntry,
  unlooked,
} from './views'

/** Most jurors who are read. */
export const MAX_JURORS = 200
/** Places that everybody sees. */
const SHOWN_PLACES = 20
/** Projects from which a centre chooses. */
const MAX_PROJECTS = 20

/** All entries of a contest without their sheets. */
export function shownEntries({ store }: Pick<PersonContext, 'store'>, contestId: string): Promise<ShownEntry[]> {
  return store.contestentries.find({
    where: { contestId },
    sort: [['centreId', 'asc']],
    limit: MAX_ENTRIES,
    fields: ENTRY_SHOWN,
  })
}

/** The contest for whom it is published: its running order and places. */
export const getContest: Handler<'contest.get'> = async (context, { kind = 'project', year }) => {
  const { store, now } = context
  const [contest, years] = await Promise.all([contestOf(store, kind, year), publishedYears(store, kind)])
  if (!contest) return { now, contest: null, draw: null, order: [], places: [], years }
  const isPublished = contest.stage === 'published'
  const entries = isPublished || contest.order ? await shownEntries(context, contest._id) : []
  const byId = new Map(entries.filter(({ withdrawnAt }) => withdrawnAt === null).map(entry => [entry._id, entry]))
  const places = isPublished ? [...placesById(contest, entries).values()] : []
  const rules = contestRulesOf(contest.rulesId)
  const awarded = awardedOf(places, rules)
  return {
    now,
    contest: contestView(contest),
    draw: publishedOrder(contest),
    order: (contest.order?.order ?? []).flatMap(id => {
      const entry = byId.get(id)
      return entry ? [{ id, title: entry.title, centreName: entry.centreName }] : []
    }),
    places: places.slice(0, SHOWN_PLACES).flatMap(({ id, place, score }) => {
      const entry = byId.get(id)
      if (!entry) return []
      const { title, centreName, words, delivery, certificate } = entry
      const more = { level: certificate?.level ?? null, award: awarded.has(id) ? (rules.award?.fen ?? 0) : 0 }
      // What a social worker wrote is for the jurors.
      const shownWords = kind === 'project' ? words : ''
      return [{ id, place, score, title, centreName, words: shownWords, delivery, ...more }]
    }),
    years,
  }
}

/** The latest contest in the back office, or that of a year that was published. */
export const getOfficeContest: Handler<'office.contest'> = async (context, { kind = 'project', year }) =>
  shownContest(context, await contestOf(context.store, kind, year), kind)

/**
 * A contest for the caller: a centre sees its own entry, the city all. Results of stages that are over are for the city, and for
 * nobody who is in the jury; everybody else sees them when they are published.
 */
export async function shownContest(
  context: StaffContext,
  contest: ContestDocument | null,
  kind: ContestKind = contest ? kindOfId(contest._id) : 'project',
): Promise<OfficeContest> {
  const { store, now, place } = context
  const { centreId, county } = place
  const nothing = { now, contest: null, entries: [], jurors: [], offerings: [], projects: [] }
  if (!contest) return { ...nothing, years: await publishedYears(store, kind) }
  const isCity = centreId === null && county === null
  const isProject = kind === 'project'
  // What a centre chooses from, as long as something can be entered.
  const enters = isProject && contest.stage === 'entry' ? centreId : null
  const [years, entries, jurors, offerings, projects, isJuror] = await Promise.all([
    publishedYears(store, kind),
    shownEntries(context, contest._id),
    isCity ? invitedJurors(context, contest) : [],
    enters === null ? [] : offeredAt(store, { centreId: enters, kind: oneOf(['class', 'meal']) }),
    enters === null ? [] : ownProjects(context, enters),
    isInJury(context, contest),
  ])
  const isSealed = contest.stage !== 'published' && (!isCity || isJuror)
  const places = isSealed ? new Map() : placesById(contest, entries)
  const awarded = awardedOf([...places.values()], contestRulesOf(contest.rulesId))
  const visible = entries.filter(
    entry => isCity || (centreId === null ? entry.county === county : entry.centreId === centreId),
  )
  const view = (entry: ShownEntry): OfficeEntry =>
    officeEntry(entry, contest, {
      ...{ isSealed, isOwn: isProject && entry.centreId === centreId, isAwarded: awarded.has(entry._id) },
      place: places.get(entry._id),
    })
  return {
    ...nothing,
    contest: contestView(contest),
    entries: visible.map(view),
    jurors: jurors.map(jurorView),
    offerings,
    projects,
    years,
  }
}

/** The latest projects of a centre that have something to book. */
async function ownProjects({ store }: StaffContext, centreId: string): Promise<OfficeContest['projects']> {
  const projects = await store.projects.find({
    where: { centreId },
    sort: [['at', 'desc']],
    limit: MAX_PROJECTS,
    fields: ['topicTitle', 'offeringIds'],
  })
  return projects.flatMap(({ _id: id, topicTitle: title, offeringIds }) =>
    offeringIds.length === 0 ? [] : [{ id, title, offeringIds }],
  )
}

function invitedJurors({ store }: StaffContext, { _id: contestId }: ContestDocument) {
  return store.contestjurors.find({ where: { contestId }, sort: [['at', 'asc']], limit: MAX_JURORS })
}

async function isInJury({ store, accountId }: StaffContext, { _id: contestId }: ContestDocument): Promise<boolean> {
  return (await store.contestjurors.count({ accountId, contestId })) > 0
}

/** How many stages of entries nobody has looked at. */
export function countUnlooked(contest: ContestDocument, entries: readonly ShownEntry[]): number {
  return entries.reduce((sum, entry) => sum + unlooked(contest, entry).length, 0)
}
