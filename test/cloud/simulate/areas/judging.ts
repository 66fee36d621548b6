import { JUDGED_STAGES } from '@domain/contest/rules'
import { judgedStageOf } from '@domain/contest/stage'
import type { Reply } from '@domain/contracts/reply'
import { HOUR, MINUTE } from '@domain/time'
import type {
  CentreStarsDocument,
  ContestDocument,
  ContestEntryDocument,
  MarkSheet,
} from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aContest, aContestEntry, aJuror, contestMarks } from '../../../../worlds/fixtures/contest'
import { anOfficer } from '../../../../worlds/fixtures/index'
import { aCentreStars, aStarRound, givenMarks } from '../../../../worlds/fixtures/stars'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'

const COUNTY = 'office-county'
const CITY = 'office-city'
const YEAR = 2025
const CONTEST = 'contest-2026'
const at = (hours: number) => BEGINNING + hours * HOUR
const UNTIL = { entry: at(5), case: at(20), pitch: at(36), roadshow: at(44) }
const ENTRIES = [1, 2, 3, 4].map(n => `${CONTEST}-entry-${n}`)
const JURORS = 11

/** A contest and a star rating whose stages last some hours each: jurors, centres and offices mark, often several at once. */
export const judging: Area = {
  name: 'judging',
  acts: [
    { does: 'score an entry', perDay: 16, hours: [6, 23], run: score },
    { does: 'withdraw an entry', perDay: 0.1, hours: [8, 20], run: withdraw },
    { does: 'mark a centre', perDay: 8, hours: [6, 23], run: mark },
    { does: 'publish', perDay: 0.5, hours: [6, 23], run: publish },
  ],
  due: [
    { what: 'the end of a stage', collection: 'contests', field: 'dueAt', after: 2 * MINUTE },
    { what: 'the round of stars', collection: 'starrounds', field: 'dueAt' },
    // Twelve months of each centre are due at the beginning.
    { what: 'a month of a centre', collection: 'centrestars', field: 'dueAt', after: 10 * MINUTE },
  ],
  begin: city => {
    city.simulation.seedWith(beginning(city))
    const told = new Told(city)
    return {
      checkWrite: write => {
        if (write.collection === 'contests') return contestViolations(write.before, write.after)
        if (write.collection === 'contestentries') return entryViolations(city, write.before, write.after)
        return write.collection === 'centrestars' ? starsViolations(write.before, write.after) : []
      },
      onCall: (sent, reply) => told.onCall(sent, reply),
      atRest: () => told.broken(),
    }
  },
}

function beginning({ plan }: City) {
  const ids = plan.centres.map(({ id }) => id)
  const stages = { selfUntil: at(14), mutualUntil: at(36), countyUntil: at(40), cityUntil: at(46) }
  return {
    staff: [anOfficer(COUNTY, '江川区'), anOfficer(CITY)],
    contests: [aContest(BEGINNING, { until: UNTIL, dueAt: UNTIL.entry + 2 * MINUTE })],
    contestentries: ENTRIES.map((_id, n) => aContestEntry({ _id, centreId: ids[n] ?? `elsewhere-${n}` })),
    contestjurors: plan.residents
      .slice(0, JURORS)
      .map(({ accountId }, n) => aJuror(n, BEGINNING, { accountId, joinedAt: BEGINNING })),
    starrounds: [aStarRound(BEGINNING, { _id: `stars-${YEAR}`, year: YEAR, rulesId: 2, ...stages })],
    centrestars: ids.map(centreId =>
      aCentreStars({
        ...{ centreId, year: YEAR, county: '江川区', reviewers: ids.filter(id => id !== centreId) },
        ...{ counted: 0, dueAt: BEGINNING },
      }),
    ),
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What was decided at the end of a stage stays, and so do rules, seeds, and who judged. */
function contestViolations(before: ContestDocument | null, after: ContestDocument): string[] {
  if (!before) return []
  const isFrozen = (['rulesId', 'jurySeed', 'drawSeed'] as const).every(field => before[field] === after[field])
  const changed = JUDGED_STAGES.filter(
    stage =>
      before.results[stage] &&
      !(same(before.results[stage], after.results[stage]) && same(before.judges[stage], after.judges[stage])),
  )
  return [
    ...(isFrozen ? [] : [`${after._id}: its rules have changed`]),
    ...changed.map(stage => `${after._id}: the results of ${stage} have changed`),
  ]
}

/** Sheets of a stage that is over do not change; each write changes one sheet and counts it. */
function entryViolations(city: City, before: ContestEntryDocument | null, after: ContestEntryDocument): string[] {
  if (!before) return []
  const results = city.simulation.one('contests', after.contestId)?.results ?? {}
  return JUDGED_STAGES.flatMap(stage => {
    const [was, is] = [before.sheets[stage] ?? {}, after.sheets[stage] ?? {}]
    if (results[stage] && !same(was, is)) return [`${after._id}: a sheet of ${stage} has changed after its end`]
    return overwritten(was, is).map(juror => `${after._id}: the sheet of ${juror} was overwritten`)
  })
}

type Counted = { n: number }

/** Keys of sheets that were removed, or changed without being counted. */
export function overwritten(was: Record<string, Counted>, is: Record<string, Counted>): string[] {
  return Object.keys(was).filter(key => !same(was[key], is[key]) && is[key]?.n !== (was[key]?.n ?? 0) + 1)
}

/** Months are counted one after the other, only reviewers review, and no sheet is overwritten. */
function starsViolations(before: CentreStarsDocument | null, after: CentreStarsDocument): string[] {
  if (!before) return []
  const { _id, counted, reviewers, reviews } = after
  const sheetsOf = ({ self, byCounty, byCity, reviews: given }: CentreStarsDocument): Record<string, MarkSheet> => ({
    ...given,
    ...Object.fromEntries(
      Object.entries({ self, byCounty, byCity }).flatMap(([key, own]) => (own ? [[key, own]] : [])),
    ),
  })
  return [
    ...(counted < before.counted || counted > before.counted + 1 ? [`${_id}: a month was left out`] : []),
    ...(Object.keys(reviews).every(id => reviewers?.includes(id)) ? [] : [`${_id}: somebody else has reviewed it`]),
    ...overwritten(sheetsOf(before), sheetsOf(after)).map(key => `${_id}: the sheet of ${key} was overwritten`),
  ]
}

/** Sheets of which phones were told that they are saved: how often each was, at least. */
class Told {
  private readonly saved = new Map<string, number>()
  private readonly sentIn = new Map<string, string>()

  constructor(private readonly city: City) {}

  onCall({ openid, route, input, requestId }: Sent, reply: Reply | null): void {
    if (route !== 'contest.score' || !ENTRIES.includes((input as { entryId: string }).entryId)) return
    const stage = this.city.simulation.one('contests', CONTEST)?.stage ?? ''
    if (reply === null) this.sentIn.set(requestId, stage)
    // Sent at the end of a stage and answered after it: the answer is about the next one.
    else if (reply.ok && this.sentIn.get(requestId) === stage) {
      const { entryId, n } = input as { entryId: string; n: number }
      const key = `${entryId} ${stage} ${openid}`
      this.saved.set(key, Math.max(n + 1, this.saved.get(key) ?? 0))
    }
  }

  broken(): string[] {
    const { simulation, plan } = this.city
    return [...this.saved].flatMap(([key, n]) => {
      const [entryId = '', stage = '', openid = ''] = key.split(' ')
      const account = plan.residents.find(resident => resident.openid === openid)?.accountId
      const juror = simulation
        .all('contestjurors')
        .find(({ accountId, contestId }) => accountId === account && contestId === CONTEST)
      const judged = judgedStageOf(stage as ContestDocument['stage'])
      const sheets = (judged && simulation.one('contestentries', entryId)?.sheets[judged]) ?? {}
      return (sheets[juror?._id ?? '']?.n ?? 0) < n ? [`${entryId}: a juror was told that a sheet is saved`] : []
    })
  }
}

/** Several jurors of one entry at the same moment. */
function score(city: City): void {
  const { simulation } = city
  const { random } = simulation
  const contest = simulation.one('contests', CONTEST)
  const judged = contest && judgedStageOf(contest.stage)
  const entryId = city.oneOf(ENTRIES) ?? ''
  const assigned = (judged && contest.judges[judged]?.[entryId]) ?? []
  const entry = simulation.one('contestentries', entryId)
  if (!judged || !entry) return
  for (const jurorId of assigned.filter(() => random.chance(0.6))) {
    const juror = simulation.one('contestjurors', jurorId)
    const resident = juror && city.residentOf(juror.accountId)
    const n = entry.sheets[judged]?.[jurorId]?.n ?? 0
    const marks = contestMarks({ need: random.whole(0, 200) })
    if (resident) city.phoneOf(resident).press('contest.score', { entryId, n, marks })
  }
}

function withdraw(city: City, centre: CentrePlan): void {
  const entry = city.simulation
    .all('contestentries')
    .find(one => one.contestId === CONTEST && one.centreId === centre.id)
  if (entry) city.managerOf(centre).press('office.withdrawEntry', { centreId: centre.id, entryId: entry._id })
}

/** Whoever can mark a centre now; often two at once, of whom one has not seen the other's marks. */
function mark(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const { now, random } = simulation
  const centreId = centre.id
  const rated = city.oneOf(simulation.all('centrestars'))
  const own = simulation.one('centrestars', `${YEAR}-${centreId}`)
  if (!rated || !own) return
  for (const words of random.chance(0.5) ? ['一', '二'] : ['三']) {
    const sheet = { marks: givenMarks({ safety: random.whole(0, 50) }), words }
    const { self, byCounty, byCity } = own
    const phone = city.managerOf(centre)
    if (now < at(14)) phone.press('office.assessStars', { centreId, n: self?.n ?? 0, ...sheet })
    else if (now < at(36)) {
      const n = rated.reviews[centreId]?.n ?? 0
      phone.press('office.reviewStars', { centreId, ratedId: rated.centreId, n, ...sheet })
    } else {
      const isCounty = now < at(40)
      const n = (isCounty ? byCounty : byCity)?.n ?? 0
      const office = city.phoneOf({ openid: isCounty ? COUNTY : CITY })
      office.press('office.appraiseStars', { centreId, n, ...sheet, veto: null })
    }
  }
}

function publish(city: City): void {
  const phone = city.phoneOf({ openid: CITY })
  phone.press(city.simulation.random.chance(0.5) ? 'office.publishStars' : 'office.publishContest', {})
}
