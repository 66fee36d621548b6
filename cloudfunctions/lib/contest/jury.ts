import { kindOfId } from '@domain/contest/kinds'
import { type ContestKind, contestRulesOf, type JudgedStage } from '@domain/contest/rules'
import { areContestMarks } from '@domain/contest/score'
import { judgedStageOf } from '@domain/contest/stage'
import { type Marks, marksOf } from '@domain/rating/result'
import { DAY } from '@domain/time'
import { INVITATIONS } from '@domain/tries'
import { createdIdOf } from '../kernel/ids'
import { note, type PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { countWithin } from '../kernel/router/tries'
import type { ContestDocument, ContestEntryDocument, ContestJurorDocument } from '../kernel/store/documents'
import { neq, oneOf } from '../kernel/store/port'
import { changeEntry, latestContest, MAX_ENTRIES } from './change'
import { notNow, requireContest } from './organise'
import { contestView, jurorView } from './views'

/** Characters of a code: 80 bits. */
const CODE_LENGTH = 16
/** How long a code is good for. */
const INVITATION_LASTS = 14 * DAY

/** Invites somebody to the jury. One insert under the request id, so that a replay shows the same code. */
export const inviteJuror: Handler<'office.inviteJuror'> = async (context, input) => {
  const { store, now, newSecret } = context
  const { kind = 'project', name, employer, centreIds, partners } = input
  const contest = await requireContest(context, kind)
  const { _id: contestId, stage } = contest
  if (stage === 'closed' || stage === 'published') throw notNow(contest)
  const made: ContestJurorDocument = {
    ...{ _id: createdIdOf('juror', context), contestId, name, employer },
    ties: [
      { kind: 'employer', key: employer, until: null },
      ...partners.map(key => ({ kind: 'partner' as const, key, until: null })),
      ...centreIds.map(key => ({ kind: 'household' as const, key, until: null })),
    ],
    ...{ code: newSecret().slice(0, CODE_LENGTH), at: now, until: now + INVITATION_LASTS },
    ...{ accountId: '', requestId: '', joinedAt: null },
  }
  if (!(await store.contestjurors.get(made._id))) {
    const until = await countWithin(context, contestId, INVITATIONS)
    if (until !== null) throw new AppError('INVITATION_LIMIT', { most: INVITATIONS.most, until })
  }
  const isNew = await store.contestjurors.insert(made)
  const stored = isNew ? made : requireFound(await store.contestjurors.get(made._id), 'CONTEST_NOT_FOUND')
  const isSame = stored.name === name && JSON.stringify(stored.ties) === JSON.stringify(made.ties)
  if (!isSame) throw new AppError('REQUEST_REUSED', null)
  note(context, { person: { id: null, name } })
  return { now, juror: jurorView(stored), code: stored.code, until: stored.until }
}

/** Joins the jury. One conditional update gives the invitation to the first account; a repeated call finds its own. */
export const joinJury: Handler<'contest.join'> = async (context, { code }) => {
  const { store, now, accountId, requestId } = context
  const [invited] = await store.contestjurors.find({ where: { code }, limit: 1 })
  const { _id, contestId, until, accountId: taken } = requireFound(invited, 'INVITATION_NOT_FOUND')
  const kind = kindOfId(contestId)
  if (taken === accountId) return juryView(context, kind)
  if (taken !== '') throw new AppError('INVITATION_USED', null)
  if (now >= until) throw new AppError('INVITATION_EXPIRED', { until })
  const [staff, own, entered] = await Promise.all([
    store.staff.get(accountId, ['offices']),
    // Without the invitation itself, which another copy of this call may have accepted since.
    store.contestjurors.count({ accountId, contestId, _id: neq(_id) }),
    kind === 'talent' ? store.contestentries.count({ accountId, contestId, withdrawnAt: null }) : 0,
  ])
  if (staff?.offices?.some(({ role }) => role === 'city')) throw new AppError('JUROR_ORGANISES', null)
  if (own > 0) throw new AppError('INVITATION_USED', null)
  if (entered > 0) throw new AppError('TALENT_JUDGES', null)
  await store.contestjurors.update({ _id, accountId: '' }, { accountId, requestId, joinedAt: now })
  const joined = await store.contestjurors.get(_id, ['accountId'])
  if (joined?.accountId !== accountId) throw new AppError('INVITATION_USED', null)
  return juryView(context, kind)
}

/** What the caller judges. */
export const getJury: Handler<'contest.jury'> = (context, { kind = 'project' }) => juryView(context, kind)

/** Saves the caller's sheet. One conditional write: a retry finds its own marks. Nothing of it is shown to anybody else. */
export const scoreEntry: Handler<'contest.score'> = async (context, { entryId, n, marks: given }) => {
  const { store, now } = context
  const kind = kindOfId(entryId)
  const found = await ownJury(context, kind)
  const { contest, juror, judged } = found ?? {}
  const isAssigned = juror && judged && contest?.judges[judged]?.[entryId]?.includes(juror._id)
  if (!contest || !isAssigned) throw new AppError('CONTEST_NOT_FOUND', null)
  if (now >= contest.until[judged]) throw notNow(contest)
  const marks = marksOf(given)
  if (!marks || !areContestMarks(marks, contestRulesOf(contest.rulesId))) throw new AppError('MARKS_WRONG', null)
  await changeEntry(store, entryId, ({ sheets, withdrawnAt }) => {
    if (withdrawnAt !== null) throw new AppError('CONTEST_NOT_FOUND', null)
    const stored = sheets[judged]?.[juror._id]
    if (stored?.n === n + 1 && areEqual(stored.marks, marks)) return null
    if ((stored?.n ?? 0) !== n) throw new AppError('CONTEST_CHANGED', null)
    return { sheets: { ...sheets, [judged]: { ...sheets[judged], [juror._id]: { marks, at: now, n: n + 1 } } } }
  })
  return juryView(context, kind)
}

function areEqual(one: Marks, other: Marks): boolean {
  return Object.keys(one).length === Object.keys(other).length && Object.keys(one).every(id => one[id] === other[id])
}

interface OwnJury {
  contest: ContestDocument
  juror: ContestJurorDocument
  judged: JudgedStage | null
}

/** The caller in the jury of the latest contest of a kind; null: they are not in it. */
async function ownJury({ store, accountId }: PersonContext, kind: ContestKind): Promise<OwnJury | null> {
  const contest = await latestContest(store, kind)
  if (!contest) return null
  const [juror] = await store.contestjurors.find({ where: { accountId, contestId: contest._id }, limit: 1 })
  return juror ? { contest, juror, judged: judgedStageOf(contest.stage) } : null
}

async function juryView(context: PersonContext, kind: ContestKind) {
  const { store, now } = context
  const found = await ownJury(context, kind)
  if (!found) return { now, contest: null, judged: null, entries: [] }
  const { contest, juror, judged } = found
  const ids = Object.entries((judged && contest.judges[judged]) ?? {})
    .filter(([, own]) => own.includes(juror._id))
    .map(([id]) => id)
  const entries =
    ids.length === 0 ? [] : await store.contestentries.find({ where: { _id: oneOf(ids) }, limit: MAX_ENTRIES })
  const toJudge = entries.filter(({ withdrawnAt }) => withdrawnAt === null)
  return {
    now,
    contest: contestView(contest),
    judged,
    entries: judged === null ? [] : toJudge.map(entry => juryEntry(entry, judged, juror._id)),
  }
}

function juryEntry(entry: ContestEntryDocument, judged: JudgedStage, jurorId: string) {
  const { _id: id, title, words, centreName, delivery, tenths, sheets, certificate } = entry
  const own = sheets[judged]?.[jurorId]
  const level = certificate?.level ?? null
  return { id, title, words, centreName, delivery, level, tenths, own: own ? { marks: own.marks, n: own.n } : null }
}
