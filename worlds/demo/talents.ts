import { deliveryTenths } from '@domain/contest/delivery'
import { latestContestRules } from '@domain/contest/rules'
import { DAY, localDate, startOfLocalDay } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  CentreDocument,
  ContestDocument,
  ContestEntryDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { seededRandom } from '../random'

const rules = latestContestRules('talent')
const NAMES = ['苏明', '杨雪梅', '普丽', '马晓燕', '段志强', '白玉兰', '罗建平', '李文秀']
const WORDS = [
  '跟了九位独居老人一年，和志愿者排了探望的班，老人有事找得到人。',
  '带孩子放学后的小组，家长、学校一起，孩子愿意说话了。',
  '把楼道里的矛盾摆到桌面上谈，谈成的都写下来，大家照着做。',
]

/** This year's selection of social workers, which still takes entries. */
export function talents(centres: readonly CentreDocument[], now: number) {
  const openedAt = startOfLocalDay(now, -10)
  const year = Number(localDate(openedAt).slice(0, 4))
  const _id = `talent-${year}`
  const random = seededRandom(_id)
  const at = (days: number) => startOfLocalDay(now, days)
  const until = { entry: at(8), case: at(22), pitch: at(32), roadshow: at(42) }
  const running: ContestDocument = {
    ...{ _id, year, rulesId: rules.id, stage: 'entry', until, again: 0 },
    ...{ jurySeed: `demo-${_id}`, drawSeed: `demo-draw-${_id}`, closing: null, order: null },
    ...{ judges: {}, results: {}, openedAt, publishedAt: null, dueAt: until.entry, revision: 1 },
  }
  const contestentries = NAMES.flatMap((title, n): ContestEntryDocument[] => {
    const centre = centres[n]
    if (!centre) return []
    const sessions = random.whole(7, 26)
    const attended = sessions * random.whole(2, 5)
    const times = { firstAt: openedAt - random.whole(200, 330) * DAY, lastAt: openedAt - 2 * DAY }
    const delivery = { sessions, people: random.whole(5, 30), attended, places: sessions * 5, ...times }
    return [
      {
        ...{ _id: `${_id}-demo-${n}`, contestId: _id, centreId: centre._id, centreName: centre.name },
        ...{ county: centre.county, offeringId: '', projectId: null, title, words: WORDS[n % WORDS.length] ?? '' },
        certificate: { level: n % 3 === 0 ? 'social' : 'assistant', until: localDate(now + 600 * DAY) },
        ...{ partners: [], delivery, tenths: deliveryTenths(delivery, rules), n: 1 },
        ...{ accountId: accountIdOf(`demo-social-worker-${n}`), at: openedAt + (n + 1) * DAY, withdrawnAt: null },
        ...{ sheets: {}, looked: {}, revision: 1, forgottenAt: null },
      },
    ]
  })
  return { contests: [running], contestentries }
}
