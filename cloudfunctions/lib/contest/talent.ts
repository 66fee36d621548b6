import { awardedOf } from '@domain/contest/rank'
import { contestRulesOf } from '@domain/contest/rules'
import type { OwnTalent } from '@domain/contracts/office-contest'
import { validCertificate } from '@domain/participation/social-worker'
import { localDate } from '@domain/time'
import { talentKeyOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { ContestEntryDocument } from '../kernel/store/documents'
import { changeEntry, changeEntryOnce, entryIdOf, latestContest } from './change'
import { guidedDelivery, requireEligible } from './delivery'
import { notNow, requireContest } from './organise'
import { shownEntries } from './read'
import { contestView, officeEntry, placesById } from './views'

/** What a member of staff is called whose name is not known. */
const UNNAMED = '工作人员'

/** The caller in the selection of social workers. */
export const getTalent: Handler<'office.talent'> = context => ownTalent(context)

async function ownTalent(context: StaffContext): Promise<OwnTalent> {
  const { store, now, accountId } = context
  const contest = await latestContest(store, 'talent')
  const [certificate, delivery, entry] = await Promise.all([
    ownCertificate(context),
    // A year of shifts is read only by who can still enter.
    contest?.stage === 'entry' ? guidedDelivery(store, accountId, now) : null,
    contest && store.contestentries.get(entryIdOf(contest._id, talentKeyOf(context, contest._id))),
  ])
  // Places depend on the entries of others, which are read only when places are public.
  const isPublished = contest?.stage === 'published'
  const places =
    contest && entry && isPublished ? placesById(contest, await shownEntries(context, contest._id)) : new Map()
  const isAwarded =
    contest !== null &&
    entry !== null &&
    awardedOf([...places.values()], contestRulesOf(contest.rulesId)).has(entry._id)
  return {
    now,
    contest: contest && contestView(contest),
    certificate,
    delivery,
    entry:
      contest && entry
        ? officeEntry(entry, contest, { isSealed: !isPublished, isOwn: true, isAwarded, place: places.get(entry._id) })
        : null,
  }
}

/** The highest certificate of the caller that was checked and is valid today. */
async function ownCertificate({ store, now, accountId }: StaffContext): Promise<OwnTalent['certificate']> {
  const worker = await store.socialworkers.get(accountId, ['certificates'])
  const valid = validCertificate(worker?.certificates ?? [], localDate(now))
  return valid && { level: valid.level, until: valid.until }
}

/**
 * Enters the caller: certificate and guided shifts are read from the records at that moment, and then stay. One insert or one conditional
 * update; a retry finds what it has saved.
 */
export const enterTalent: Handler<'office.enterTalent'> = async (context, { centreId, n, words }) => {
  const { store, now, accountId, name } = context
  const contest = await requireContest(context, 'talent')
  const _id = entryIdOf(contest._id, talentKeyOf(context, contest._id))
  const isOwn = (entry: ContestEntryDocument) =>
    entry.n === n + 1 && entry.centreId === centreId && entry.words === words
  const stored = await store.contestentries.get(_id)
  const title = name ?? UNNAMED
  note(context, { subject: { id: _id, title: contest._id } })
  if (stored && isOwn(stored) && stored.withdrawnAt === null) return ownTalent(context)
  if (contest.stage !== 'entry' || now >= contest.until.entry) throw notNow(contest)
  const [centre, certificate, delivery, judges] = await Promise.all([
    store.centres.get(centreId, ['name', 'county']),
    ownCertificate(context),
    guidedDelivery(store, accountId, now),
    store.contestjurors.count({ accountId, contestId: contest._id }),
  ])
  const { name: centreName, county } = requireFound(centre, 'CONTEST_NOT_FOUND')
  if (judges > 0) throw new AppError('TALENT_JUDGES', null)
  if (!certificate) throw new AppError('CERTIFICATE_NEEDED', null)
  const rules = contestRulesOf(contest.rulesId)
  const counted = requireEligible(delivery, rules)
  const text = { centreId, centreName, county, title, words, certificate, ...counted, at: now, withdrawnAt: null }
  if (!stored && n === 0) {
    if ((await store.contestentries.count({ contestId: contest._id })) >= rules.places.case)
      throw new AppError('CONTEST_FULL', { most: rules.places.case })
    const fresh: ContestEntryDocument = {
      ...{ _id, contestId: contest._id, offeringId: '', projectId: null, partners: [], ...text },
      ...{ n: 1, accountId, sheets: {}, looked: {}, revision: 1, forgottenAt: null },
    }
    if (await store.contestentries.insert(fresh)) return ownTalent(context)
  }
  await changeEntry(store, _id, entry => {
    if (isOwn(entry) && entry.withdrawnAt === null) return null
    if (entry.n !== n) throw new AppError('CONTEST_CHANGED', null)
    return { ...text, n: n + 1 }
  })
  return ownTalent(context)
}

/** Takes the caller's entry back, as `withdrawEntry` does. */
export const withdrawTalent: Handler<'office.withdrawTalent'> = async context => {
  const { now } = context
  const contest = await requireContest(context, 'talent')
  const _id = entryIdOf(contest._id, talentKeyOf(context, contest._id))
  note(context, { subject: { id: _id, title: contest._id } })
  await changeEntryOnce(context, _id, ({ withdrawnAt }) => ({ withdrawnAt: withdrawnAt ?? now }))
  return ownTalent(context)
}
