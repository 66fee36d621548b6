import { governanceRulesAt } from '@domain/governance/rules'
import { DAY, startOfLocalDay } from '@domain/time'
import type { CentreDocument, TopicDocument } from '../../cloudfunctions/lib/kernel/store/documents'
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
  const ended = startOfLocalDay(now, -10)
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
      id: 'nap',
      title: '驿站的午休椅',
      words: '在驿站里间放六把躺椅，中午十二点到两点给骑手和环卫工人用。',
      needs: ['nap'],
      daysAgo: 30,
      supporters: 18,
      state: 'decided',
      opensAt: now - 20 * DAY,
      closesAt: ended,
      result: { for: 41, against: 2, abstain: 3, counter: 6 },
      decision: { adopted: true, reasons: '四十一家赞成，椅子从办公经费里出，月底放好。', at: now - 8 * DAY },
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
