import { kindOfId } from '@domain/contest/kinds'
import { contestRulesOf } from '@domain/contest/rules'
import { atLocal } from '@domain/time'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { ContestEntryDocument } from '../kernel/store/documents'
import { changeEntry, changeEntryOnce, contestOfEntry, entryIdOf } from './change'
import { recordedDelivery, requireEligible } from './delivery'
import { notNow, requireContest } from './organise'
import { shownContest } from './read'

/**
 * Enters an offering of a centre, or a project with all its offerings, or changes what was entered. What was delivered is counted from the
 * records at that moment, and then stays. One insert or one conditional update; a retry finds what it has saved.
 */
export const enterContest: Handler<'office.enterContest'> = async (context, input) => {
  const { store, now, accountId } = context
  const { centreId, offeringId, projectId, n, title, words, partners } = input
  const contest = await requireContest(context, 'project')
  const _id = entryIdOf(contest._id, centreId)
  note(context, { subject: { id: _id, title } })
  const isOwn = (entry: ContestEntryDocument) =>
    entry.n === n + 1 &&
    entry.offeringId === offeringId &&
    (entry.projectId ?? undefined) === projectId &&
    entry.title === title &&
    entry.words === words &&
    entry.partners.join('\n') === partners.join('\n')
  const stored = await store.contestentries.get(_id)
  if (stored && isOwn(stored)) return shownContest(context, contest)
  if (contest.stage !== 'entry' || now >= contest.until.entry) throw notNow(contest)
  const [centre, source] = await Promise.all([
    store.centres.get(centreId, ['name', 'county']),
    requireSource(context, centreId, offeringId, projectId),
  ])
  const { name, county } = requireFound(centre, 'CONTEST_NOT_FOUND')
  const delivery = await recordedDelivery(store, source.offeringIds, source.since, now)
  const counted = requireEligible(delivery, contestRulesOf(contest.rulesId))
  const text = { offeringId, projectId: projectId ?? null, title, words, partners, ...counted }
  const fresh: ContestEntryDocument = {
    ...{ _id, contestId: contest._id, centreId, centreName: name, county },
    ...text,
    ...{ n: 1, accountId, at: now, withdrawnAt: null, sheets: {}, looked: {}, revision: 1, forgottenAt: null },
  }
  if (!stored && n === 0) {
    const { places } = contestRulesOf(contest.rulesId)
    if ((await store.contestentries.count({ contestId: contest._id })) >= places.case)
      throw new AppError('CONTEST_FULL', { most: places.case })
    if (await store.contestentries.insert(fresh)) return shownContest(context, contest)
  }
  await changeEntry(store, _id, entry => {
    if (isOwn(entry)) return null
    if (entry.n !== n) throw new AppError('CONTEST_CHANGED', null)
    return { ...text, n: n + 1, accountId, at: now, withdrawnAt: null }
  })
  return shownContest(context, contest)
}

/** Whose sessions count, and since when. */
interface Source {
  offeringIds: readonly string[]
  since: number
}

/** Throws OFFERING_NOT_FOUND unless the offering is the centre's, and belongs to the project, when one is given. */
async function requireSource(
  { store }: StaffContext,
  centreId: string,
  offeringId: string,
  projectId: string | undefined,
): Promise<Source> {
  const [offering, project] = await Promise.all([
    store.offerings.get(offeringId, ['centreId']),
    projectId === undefined ? null : store.projects.get(projectId, ['centreId', 'offeringIds', 'from']),
  ])
  requireAtCentre(offering, centreId, 'OFFERING_NOT_FOUND')
  if (projectId === undefined) return { offeringIds: [offeringId], since: 0 }
  const { offeringIds, from } = requireAtCentre(project, centreId, 'OFFERING_NOT_FOUND')
  if (!offeringIds.includes(offeringId)) throw new AppError('OFFERING_NOT_FOUND', null)
  return { offeringIds, since: atLocal(from) }
}

/**
 * Takes an entry back. One conditional update, once under the request id: what is entered again stays. Places are computed without it
 * from then on.
 */
export const withdrawEntry: Handler<'office.withdrawEntry'> = async (context, { centreId, entryId }) => {
  const { store, now } = context
  // Social workers take back their own.
  if (kindOfId(entryId) !== 'project') throw new AppError('CONTEST_NOT_FOUND', null)
  const contest = requireFound(await contestOfEntry(store, entryId), 'CONTEST_NOT_FOUND')
  const entry = await changeEntryOnce(context, entryId, current => {
    requireAtCentre(current, centreId, 'CONTEST_NOT_FOUND')
    return { withdrawnAt: current.withdrawnAt ?? now }
  })
  note(context, { subject: { id: entryId, title: entry.title } })
  return shownContest(context, contest)
}
