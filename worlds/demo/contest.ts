import { deliveryTenths } from '@domain/contest/delivery'
import { assignJury } from '@domain/contest/jury'
import { goingOn } from '@domain/contest/rank'
import { latestContestRules } from '@domain/contest/rules'
import { type StageResult, stageResults } from '@domain/contest/score'
import type { Marks } from '@domain/rating/result'
import { DAY, localDate, startOfLocalDay } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  CentreDocument,
  ContestDocument,
  ContestEntryDocument,
  ContestJurorDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { type Random, seededRandom } from '../random'
import { talents } from './talents'

const rules = latestContestRules()
const JURORS = [
  '刘大姐',
  '孙老师',
  '何教授',
  '钱主任',
  '沈医生',
  '马律师',
  '罗老师',
  '段社工',
  '普校长',
  '白记者',
  '文老师',
]
/** Centres that have entered something. */
const MOST = 16

/**
 * This year's contest: the case selection is over, and the pitch is being judged; and the selection of social workers, which still takes
 * entries.
 */
export function contest(
  centres: readonly CentreDocument[],
  plans: readonly { id: string; centreId: string; title: string }[],
  now: number,
) {
  const openedAt = startOfLocalDay(now, -40)
  const year = Number(localDate(openedAt).slice(0, 4))
  const _id = `contest-${year}`
  const random = seededRandom(_id)
  const jurors = JURORS.map((name, n) => aJuror(_id, name, n, openedAt))
  const entries = centres
    .flatMap(centre => {
      const plan = plans.find(({ centreId }) => centreId === centre._id)
      return plan ? [anEntry(_id, centre, plan, openedAt, random)] : []
    })
    .slice(0, MOST)
  const jurySeed = `demo-${year}`
  const judgesOf = (stage: string, judged: readonly { _id: string }[]) => {
    const asIds = (list: readonly { _id: string }[]) => list.map(({ _id: id }) => ({ id }))
    const facts = { jurors: asIds(jurors), entries: asIds(judged), isPossible: () => true, each: rules.jurors }
    return Object.fromEntries(assignJury(facts, `${jurySeed}.${stage}`))
  }
  const first = judgesOf('case', entries)
  const judged = entries.map(entry => withSheets(entry, first[entry._id] ?? [], openedAt + 25 * DAY, random))
  const results: Record<string, StageResult> = {}
  const sheetsOf = ({ sheets }: ContestEntryDocument) =>
    Object.fromEntries(Object.entries(sheets.case ?? {}).map(([juror, { marks }]) => [juror, marks]))
  const all = judged.map(entry => ({ id: entry._id, delivery: entry.tenths, sheets: sheetsOf(entry) }))
  for (const [id, result] of stageResults(all, rules)) if (result) results[id] = result
  const ranked = judged.map(({ _id: id, delivery }) => ({
    ...{ id, delivery, isWithdrawn: false },
    results: results[id] ? { case: results[id] } : {},
  }))
  const going = new Set(goingOn(ranked, 'pitch', rules))
  const second = judgesOf(
    'pitch',
    judged.filter(entry => going.has(entry._id)),
  )
  const until = {
    entry: openedAt + 15 * DAY,
    case: openedAt + 30 * DAY,
    pitch: startOfLocalDay(now, 6),
    roadshow: startOfLocalDay(now, 16),
  }
  const running: ContestDocument = {
    ...{ _id, year, rulesId: rules.id, stage: 'pitch', until, again: 0 },
    ...{ jurySeed, drawSeed: `demo-draw-${year}`, closing: null, order: null },
    ...{ judges: { case: first, pitch: second }, results: { case: results } },
    ...{ openedAt, publishedAt: null, dueAt: until.pitch, revision: 3 },
  }
  const selection = talents(centres, now)
  return {
    contests: [running, ...selection.contests],
    contestentries: [...judged, ...selection.contestentries],
    contestjurors: jurors,
  }
}

/** Where jurors work, in the order of their names. */
const EMPLOYERS = [
  ...['市志愿服务联合会', '玉溪师范学院', '市社会工作协会', '市民政局', '市人民医院', '市司法局'],
  ...['市老年大学', '红塔区社工站', '玉溪一小', '市融媒体中心', '市图书馆'],
]

/** The first juror is a persona. */
function aJuror(contestId: string, name: string, n: number, openedAt: number): ContestJurorDocument {
  return {
    ...{ _id: `${contestId}-juror-${n}`, contestId, name, employer: EMPLOYERS[n] ?? '市社会工作协会', ties: [] },
    ...{ code: `demojuror${'abcdefghijkl'[n]}`.padEnd(16, 'a'), at: openedAt + n, until: openedAt + 14 * DAY },
    accountId: accountIdOf(n === 0 ? 'demo-volunteer' : `demo-juror-${n}`),
    ...{ requestId: `demo-juror-${n}`, joinedAt: openedAt + 3 * DAY },
  }
}

function anEntry(
  contestId: string,
  { _id: centreId, name: centreName, county }: CentreDocument,
  plan: { id: string; title: string },
  openedAt: number,
  random: Random,
): ContestEntryDocument {
  const sessions = random.whole(8, 30)
  const attended = sessions * random.whole(8, 18)
  const firstAt = openedAt - random.whole(200, 320) * DAY
  const people = random.whole(40, 160)
  const delivery = { sessions, people, attended, places: sessions * 20, firstAt, lastAt: openedAt - 2 * DAY }
  return {
    ...{ _id: `${contestId}-${centreId}`, contestId, centreId, centreName, county, offeringId: plan.id },
    ...{ title: plan.title, words: '居民提的需求，每周都办，老人孩子都来，志愿者一起带。', partners: [], delivery },
    ...{ tenths: deliveryTenths(delivery, rules), n: 1, accountId: accountIdOf(`demo-enters-${centreId}`) },
    ...{ at: openedAt + DAY, withdrawnAt: null, sheets: {}, looked: {}, revision: 1, forgottenAt: null },
  }
}

function withSheets(
  entry: ContestEntryDocument,
  judges: readonly string[],
  at: number,
  random: Random,
): ContestEntryDocument {
  const quality = random.whole(55, 95)
  const marks = (): Marks =>
    Object.fromEntries(
      rules.criteria.map(({ id, points }) => [
        id,
        Math.min(points * 10, Math.floor((points * (quality + random.whole(-12, 12))) / 10)),
      ]),
    )
  const sheets = Object.fromEntries(judges.map(id => [id, { marks: marks(), at, n: 1 }]))
  return { ...entry, sheets: { case: sheets }, revision: 1 + judges.length }
}
