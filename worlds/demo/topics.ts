import { governanceRulesAt } from '@domain/governance/rules'
import { DAY, localDate, startOfLocalDay } from '@domain/time'
import type { CentreDocument, ProjectDocument, TopicDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { STALE_CALL_AFTER } from '../../cloudfunctions/lib/kernel/work/stale'

type Plan = Pick<TopicDocument, 'title' | 'words' | 'supporters'> & {
  id: string
  needs: readonly string[]
  daysAgo: number
} & Partial<TopicDocument>

/** Topics of the demo city, one in each phase. */
export function topics(centres: readonly CentreDocument[], now: number): TopicDocument[] {
  const [centre] = centres
  if (!centre) return []
  const ends = startOfLocalDay(now, 5)
  const ended = startOfLocalDay(now, -30)
  const plans: readonly Plan[] = [
    {
      id: 'brush',
      title: '周末书法班',
      words: '每周六上午在二楼办一个书法班，老人孩子都能来，一次十五人。',
      needs: ['calligraphy', 'brush'],
      daysAgo: 5,
      supporters: 31,
      state: 'voting',
      opensAt: now - 2 * DAY,
      closesAt: ends,
      dueAt: ends + STALE_CALL_AFTER,
    },
    {
      id: 'charging',
      title: '门口的电动车停车位',
      words: '在中心东侧划二十个车位，装一排充电桩，晚上十点断电。',
      needs: ['charging'],
      daysAgo: 3,
      supporters: 12,
      version: 2,
      versions: [
        {
          version: 1,
          title: '门口的电动车停车位',
          words: '在中心东侧划十个车位。',
          until: now - DAY,
          supporters: 9,
        },
      ],
    },
    {
      id: 'lesson',
      title: '放学后的书法小课桌',
      words: '每周开一次书法小课桌，一次十个孩子，笔墨由中心备。',
      needs: ['lesson'],
      daysAgo: 38,
      supporters: 18,
      state: 'decided',
      opensAt: now - 36 * DAY,
      closesAt: ended,
      result: { for: 41, against: 2, abstain: 3, counter: 6 },
      decision: { adopted: true, reasons: '四十一家赞成，老师请好了，这个月就开。', at: now - 29 * DAY },
    },
  ]
  return plans.map(({ id, needs, daysAgo, ...plan }): TopicDocument => {
    const at = now - daysAgo * DAY
    return {
      _id: `demo-topic-${id}`,
      centreId: centre._id,
      county: centre.county,
      needIds: needs.map(need => `demo-need-${need}`),
      version: 1,
      versions: [],
      state: 'gathering',
      voices: {},
      meeting: null,
      opensAt: null,
      closesAt: null,
      dueAt: 0,
      result: null,
      decision: null,
      at,
      rulesId: governanceRulesAt(at).id,
      revision: 1,
      requests: [],
      forgottenAt: null,
      ...plan,
    }
  })
}

/** The project of the topic that was adopted. Its figures are counted by the timer, at once. */
export function projects(centres: readonly CentreDocument[], now: number): ProjectDocument[] {
  const [centre] = centres
  if (!centre) return []
  const at = now - 28 * DAY
  return [
    {
      _id: 'demo-project-lesson',
      centreId: centre._id,
      county: centre.county,
      topicId: 'demo-topic-lesson',
      topicTitle: '放学后的书法小课桌',
      owner: '李主任',
      from: localDate(at),
      budget: [
        { title: '笔墨纸', cents: 60_000 },
        { title: '字帖', cents: 24_000 },
      ],
      milestones: [
        { title: '请好老师', date: localDate(at + 5 * DAY), doneAt: at + 3 * DAY },
        { title: '写一次春联送邻居', date: localDate(now + 60 * DAY), doneAt: null },
      ],
      offeringIds: [`${centre._id}-calligraphy`],
      state: 'running',
      figures: null,
      countedAt: null,
      dueAt: now,
      closing: null,
      at,
      rulesId: governanceRulesAt(at).id,
      revision: 1,
      requests: [],
      forgottenAt: null,
    },
  ]
}
