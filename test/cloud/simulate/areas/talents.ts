import { JUDGED_STAGES, latestContestRules } from '@domain/contest/rules'
import { judgedStageOf } from '@domain/contest/stage'
import type { RouteOutput } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import { DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { accountIdOf, talentKeyOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type {
  ContestDocument,
  ContestEntryDocument,
  ShiftPerson,
  SocialWorkerDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aContest, aJuror, TALENT_MARKS } from '../../../../worlds/fixtures/contest'
import { aCentre, anOfficer, aStaff } from '../../../../worlds/fixtures/index'
import { aShift } from '../../../../worlds/fixtures/volunteers'
import { TEST_ID_SECRET } from '../../support/id-secret'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'
import { overwritten } from './judging'

const CITY = 'office-of-talents'
const CONTEST = 'talent-2026'
const at = (hours: number) => BEGINNING + hours * HOUR
/** All on the first day, so that what was published is looked at in the quiet hours after it. */
const UNTIL = { entry: at(11), case: at(15), pitch: at(18), roadshow: at(21) }
const WORKERS = ['talent-1', 'talent-2', 'talent-3', 'talent-4', 'talent-5', 'talent-6'] as const
/** Where they work: of two counties, so that those of one could judge those of the other. */
const HALLS = [aCentre({ _id: 'talent-hall-1', county: '红塔区' }), aCentre({ _id: 'talent-hall-2', county: '通海县' })]
const hallOf = (n: number) => HALLS[n % HALLS.length]?._id ?? ''
/** Whoever has no certificate that is valid. */
const UNCERTIFIED = 'talent-6'
const JURORS = 11
/** Residents who judge the project contest come before. */
const FIRST_JUROR = 12

/** The selection of social workers: they enter, change and withdraw, some join the jury at the same moment, jurors score. */
export const talents: Area = {
  name: 'talents',
  acts: [
    { does: 'enter the selection', perDay: 8, hours: [6, 12], run: enter },
    { does: 'withdraw from the selection', perDay: 1, hours: [8, 24], run: withdraw },
    { does: 'join the jury of the selection', perDay: 4, hours: [6, 11], run: join },
    { does: 'score social workers', perDay: 10, hours: [11, 21], run: score },
    { does: 'publish the selection', perDay: 2, hours: [21, 24], run: publish },
    { does: 'look at the selection', perDay: 4, hours: [20, 24], run: look },
  ],
  due: [{ what: 'the end of a stage', collection: 'contests', field: 'dueAt', after: 2 * MINUTE }],
  begin: city => {
    city.simulation.seedWith(beginning(city))
    const told = new Told(city)
    return {
      checkWrite: write => {
        if (write.collection === 'contests') return juryViolations(city, write.after)
        return write.collection === 'contestentries' ? entryViolations(city, write.before, write.after) : []
      },
      onCall: (sent, reply) => told.onCall(sent, reply),
      atRest: () => [...told.broken(), ...personViolations(city)],
    }
  },
}

/** Social workers of two centres, each with six guided shifts of a year; whoever judges is invited, and most have joined. */
function beginning({ plan }: City) {
  return {
    centres: HALLS,
    staff: [anOfficer(CITY), ...WORKERS.map((openid, n) => aStaff(openid, { centreId: hallOf(n) }))],
    socialworkers: WORKERS.map((openid, n) => certified(openid, hallOf(n))),
    shifts: WORKERS.flatMap((openid, n) => guided(openid, hallOf(n))),
    contests: [
      aContest(BEGINNING, {
        ...{ _id: CONTEST, rulesId: latestContestRules('talent').id, until: UNTIL, dueAt: UNTIL.entry + 2 * MINUTE },
      }),
    ],
    contestjurors: Array.from({ length: JURORS }, (_, n) => {
      const { accountId } = plan.residents[FIRST_JUROR + n] ?? { accountId: '' }
      const own = { contestId: CONTEST, ...(n < 8 ? { accountId, joinedAt: BEGINNING } : {}) }
      return aJuror(FIRST_JUROR + n, BEGINNING, own)
    }),
  }
}

function certified(openid: string, centreId: string): SocialWorkerDocument {
  const until = localDate(BEGINNING + (openid === UNCERTIFIED ? -10 : 300) * DAY)
  return {
    ...{ _id: accountIdOf(openid), name: openid, centreId, centreName: centreId, county: '江川区' },
    certificates: [
      {
        ...{ id: `paper-${openid}`, level: 'social', from: '2025-01-01', until, state: 'right', at: 1 },
        ...{ checkedAt: 2, checkedBy: '', checkedByName: null, reason: '' },
      },
    ],
    ...{ waitingAt: 0, requests: [], changedAt: 2, forgetAt: BEGINNING + 999 * DAY, revision: 1 },
  }
}

function guided(openid: string, centreId: string) {
  return [200, 160, 120, 80, 40, 5].map((days, n) => {
    const startsAt = BEGINNING - days * DAY
    const person: ShiftPerson = {
      ...{ accountId: '', name: '王＊＊', at: startsAt, confirmedAt: null, outcome: 'done', minutes: 60 },
      ...{ in: { at: startsAt, by: '', requestId: '' }, out: null, signed: null, manual: null },
    }
    return aShift(BEGINNING, {
      ...{ _id: `guided-${openid}-${n}`, centreId, startsAt, endsAt: startsAt + 2 * HOUR, places: 4 },
      ...{ guide: { accountId: accountIdOf(openid), name: openid }, people: { one: person }, taken: 1, minutes: 60 },
      ...{ closedAt: startsAt + 3 * HOUR, dueAt: 0 },
    })
  })
}

/** Nobody judges those among whom they are selected. */
function juryViolations({ simulation }: City, { _id, judges }: ContestDocument): string[] {
  if (_id !== CONTEST) return []
  const entrants = new Set(
    simulation
      .all('contestentries')
      .filter(({ contestId, withdrawnAt }) => contestId === CONTEST && withdrawnAt === null)
      .map(({ accountId }) => accountId),
  )
  const judging = new Set(JUDGED_STAGES.flatMap(stage => Object.values(judges[stage] ?? {}).flat()))
  return simulation
    .all('contestjurors')
    .filter(juror => judging.has(juror._id) && entrants.has(juror.accountId))
    .map(juror => `${CONTEST}: ${juror._id} judges those among whom they are selected`)
}

/** An entry rests on a valid certificate, changes only as long as one can enter, and each change is counted. */
function entryViolations(
  { simulation }: City,
  before: ContestEntryDocument | null,
  after: ContestEntryDocument,
): string[] {
  const { _id, contestId, accountId, n, words, certificate, sheets, withdrawnAt } = after
  if (contestId !== CONTEST) return []
  const { now } = simulation
  const papers = simulation.one('socialworkers', accountId)?.certificates ?? []
  const isNew = before === null || before.n !== n
  const hasPaper = papers.some(({ state, until }) => state === 'right' && until === certificate?.until)
  const isBack = before !== null && before.withdrawnAt !== null && withdrawnAt === null
  return [
    ...(isNew && (!hasPaper || (certificate?.until ?? '') < localDate(after.at))
      ? [`${_id}: entered without a valid certificate`]
      : []),
    ...(isNew && n !== (before?.n ?? 0) + 1 ? [`${_id}: the entry was overwritten`] : []),
    ...(!isNew && (before?.words !== words || isBack) ? [`${_id}: the entry was overwritten`] : []),
    ...(isNew && now >= UNTIL.entry + 2 * MINUTE ? [`${_id}: entered after the end`] : []),
    ...JUDGED_STAGES.flatMap(stage =>
      overwritten(before?.sheets[stage] ?? {}, sheets[stage] ?? {}).map(
        juror => `${_id}: the sheet of ${juror} was overwritten`,
      ),
    ),
  ]
}

/** One entry for each person, under the id that follows from them. */
function personViolations({ simulation }: City): string[] {
  return simulation
    .all('contestentries')
    .filter(
      ({ _id, contestId, accountId }) =>
        contestId === CONTEST && _id !== `${CONTEST}-${talentKeyOf({ idSecret: TEST_ID_SECRET, accountId }, CONTEST)}`,
    )
    .map(({ _id }) => `${_id}: is somebody else's entry`)
}

/** What phones were told: that an entry is saved, and who is awarded. */
class Told {
  private readonly saved = new Map<string, number>()
  private readonly withdrawnBefore = new Map<string, ReadonlySet<string>>()

  constructor(private readonly city: City) {}

  onCall({ openid, route, input, requestId }: Sent, reply: Reply | null): void {
    if (route === 'office.enterTalent' && reply?.ok) {
      const { n } = input as { n: number }
      this.saved.set(openid, Math.max(n + 1, this.saved.get(openid) ?? 0))
    }
    if (route !== 'contest.get' || (input as { kind?: string }).kind !== 'talent') return
    if (reply === null) this.withdrawnBefore.set(requestId, new Set(this.withdrawn()))
    else if (reply.ok)
      this.checkPlaces(reply.data as RouteOutput<'contest.get'>, this.withdrawnBefore.get(requestId) ?? new Set())
  }

  private readonly wrong: string[] = []

  /** The first places are awarded, at most fifteen, and nobody who had withdrawn before it was asked. */
  private checkPlaces({ places }: RouteOutput<'contest.get'>, gone: ReadonlySet<string>): void {
    const { award } = latestContestRules('talent')
    const awarded = places.filter(one => one.award > 0)
    const isFirst = awarded.every(({ id }, n) => places[n]?.id === id)
    const isAll = awarded.length === Math.min(places.length, award?.most ?? 0)
    if (!isFirst || !isAll) this.wrong.push(`${CONTEST}: others than the first are awarded`)
    for (const { id } of awarded.filter(one => gone.has(one.id))) this.wrong.push(`${id}: is awarded and has withdrawn`)
  }

  private withdrawn(): string[] {
    const entries = this.city.simulation.all('contestentries').filter(({ contestId }) => contestId === CONTEST)
    return entries.filter(({ withdrawnAt }) => withdrawnAt !== null).map(({ _id }) => _id)
  }

  broken(): string[] {
    const lost = [...this.saved].filter(([openid, n]) => (ownEntry(this.city, openid)?.n ?? 0) < n)
    return [...this.wrong, ...lost.map(([openid]) => `${openid}: was told that the entry is saved`)]
  }
}

function ownEntry({ simulation }: City, openid: string): ContestEntryDocument | undefined {
  const key = talentKeyOf({ idSecret: TEST_ID_SECRET, accountId: accountIdOf(openid) }, CONTEST)
  return simulation.one('contestentries', `${CONTEST}-${key}`)
}

/** Often twice at once, from two phones that differ. */
function enter(city: City): void {
  const { random } = city.simulation
  const n = random.whole(0, WORKERS.length - 1)
  const openid = WORKERS[n] ?? UNCERTIFIED
  const input = { centreId: hallOf(n), n: ownEntry(city, openid)?.n ?? 0 }
  for (const words of random.chance(0.5) ? ['一', '二'] : ['三'])
    city.phoneOf({ openid }).press('office.enterTalent', { ...input, words: `陪老人${words}年` })
}

function withdraw(city: City): void {
  const n = city.simulation.random.whole(0, WORKERS.length - 1)
  city.phoneOf({ openid: WORKERS[n] ?? UNCERTIFIED }).press('office.withdrawTalent', { centreId: hallOf(n) })
}

/** A resident, or a social worker, who often enters at the same moment. */
function join(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const open = city.simulation.all('contestjurors').filter(one => one.contestId === CONTEST && one.accountId === '')
  const code = city.oneOf(open)?.code
  if (!code) return
  const n = random.whole(0, WORKERS.length - 1)
  const worker = WORKERS[n] ?? UNCERTIFIED
  const isWorker = random.chance(0.6)
  city.phoneOf(isWorker ? { openid: worker } : city.aResident(centre)).press('contest.join', { code })
  if (isWorker && random.chance(0.7))
    city
      .phoneOf({ openid: worker })
      .press('office.enterTalent', { centreId: hallOf(n), n: ownEntry(city, worker)?.n ?? 0, words: '同时' })
}

/** The jurors of those entries that have the fewest sheets; some score twice, the second time without having seen the first. */
function score(city: City): void {
  const { simulation } = city
  const { random } = simulation
  const contest = simulation.one('contests', CONTEST)
  const judged = contest && judgedStageOf(contest.stage)
  if (!judged) return
  const sheetsOf = (entry: ContestEntryDocument) => Object.keys(entry.sheets[judged] ?? {}).length
  const entries = simulation
    .all('contestentries')
    .filter(({ _id, withdrawnAt }) => withdrawnAt === null && contest.judges[judged]?.[_id])
    .sort((a, b) => sheetsOf(a) - sheetsOf(b))
  for (const entry of entries.slice(0, 3)) {
    for (const jurorId of contest.judges[judged]?.[entry._id] ?? []) {
      const resident = city.residentOf(simulation.one('contestjurors', jurorId)?.accountId ?? '')
      const n = entry.sheets[judged]?.[jurorId]?.n ?? 0
      if (!resident || !random.chance(n === 0 ? 0.8 : 0.1)) continue
      const marks = Object.entries({ ...TALENT_MARKS, skill: random.whole(0, 150) }).map(([id, tenths]) => ({
        id,
        tenths,
      }))
      for (const _ of random.chance(0.1) ? [1, 2] : [1])
        city.phoneOf(resident).press('contest.score', { entryId: entry._id, n, marks })
    }
  }
}

/** The city looks at what has spread, and publishes. */
function publish(city: City): void {
  const phone = city.phoneOf({ openid: CITY })
  if (city.simulation.one('contests', CONTEST)?.stage !== 'closed') return
  for (const { _id: entryId } of city.simulation.all('contestentries').filter(({ contestId }) => contestId === CONTEST))
    for (const stage of JUDGED_STAGES) phone.press('office.lookAtSpread', { entryId, stage, words: '看过每一张打分表' })
  phone.press('office.publishContest', { kind: 'talent' })
}

function look(city: City, centre: CentrePlan): void {
  city.phoneOf(city.aResident(centre)).press('contest.get', { kind: 'talent' })
}
