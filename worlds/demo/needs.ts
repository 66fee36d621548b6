import { answerBy, escalated, type NeedCategory, type NeedLevel } from '@domain/governance/need'
import { governanceRulesAt } from '@domain/governance/rules'
import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { CentreDocument, NeedDocument } from '../../cloudfunctions/lib/kernel/store/documents'

interface Plan {
  id: string
  by: string
  daysAgo: number
  category: NeedCategory
  text: string
  supporters: number
  answer?: { kind: 'done' | 'topic' | 'declined'; words: string; daysAgo: number; level?: NeedLevel }
  mergedInto?: string
}

/** Needs in every state, at the first centre. */
const PLANS: readonly Plan[] = [
  {
    id: 'calligraphy',
    by: 'demo-elder',
    daysAgo: 12,
    category: 'classes',
    text: '周末也开一个书法班，平时要带孙子',
    supporters: 17,
    answer: { kind: 'topic', words: '想学的人不少，列成议题，请大家一起商量时间。', daysAgo: 6 },
  },
  {
    id: 'brush',
    by: 'demo-parent',
    daysAgo: 9,
    category: 'classes',
    text: '孩子想在周末学写毛笔字',
    supporters: 4,
    mergedInto: 'calligraphy',
  },
  {
    id: 'lamp',
    by: 'demo-parent',
    daysAgo: 3,
    category: 'street',
    text: '中心门口的路灯不亮，晚上下课看不清台阶',
    supporters: 9,
  },
  {
    id: 'water',
    by: 'demo-rider',
    daysAgo: 5,
    category: 'space',
    text: '驿站的开水下午常常没有了',
    supporters: 6,
    answer: { kind: 'done', words: '换了大的热水器，下午也有开水了。', daysAgo: 4 },
  },
  {
    id: 'parking',
    by: 'demo-resident',
    daysAgo: 45,
    category: 'street',
    text: '门口划几个电动车的停车位',
    supporters: 23,
  },
  {
    id: 'charging',
    by: 'demo-staff',
    daysAgo: 14,
    category: 'street',
    text: '来上课的电动车没地方停，也没地方充电',
    supporters: 15,
    answer: { kind: 'topic', words: '说的人多，列成议题，请大家一起商量停在哪里。', daysAgo: 7 },
  },
  {
    id: 'lesson',
    by: 'demo-parent',
    daysAgo: 48,
    category: 'care',
    text: '放学以后想让孩子学写毛笔字',
    supporters: 14,
    answer: { kind: 'topic', words: '列成议题，请大家商量每周哪一天上。', daysAgo: 40 },
  },
  {
    id: 'pool',
    by: 'demo-youth',
    daysAgo: 20,
    category: 'other',
    text: '建一个游泳池',
    supporters: 2,
    answer: { kind: 'declined', words: '中心没有这块地。区体育馆的泳池周二、周四免费，可以去那里。', daysAgo: 15 },
  },
]

/** The needs of the demo city. */
export function needs(centres: readonly CentreDocument[], now: number): NeedDocument[] {
  const [centre] = centres
  if (!centre) return []
  const at = (daysAgo: number) => now - daysAgo * DAY
  return PLANS.map(({ id, by, daysAgo, category, text, supporters, answer, mergedInto }): NeedDocument => {
    const rules = governanceRulesAt(at(daysAgo))
    const put = { level: 'centre' as const, dueAt: answerBy('centre', at(daysAgo), rules), escalations: [] }
    const { level, dueAt, escalations } = answer || mergedInto ? { ...put, dueAt: 0 } : escalated(put, now, rules)
    return {
      _id: `demo-need-${id}`,
      centreId: centre._id,
      county: centre.county,
      accountId: accountIdOf(by),
      requestId: '',
      category,
      text,
      state: answer ? 'answered' : mergedInto ? 'merged' : 'open',
      at: at(daysAgo),
      level,
      dueAt,
      escalations: [...escalations],
      supporters,
      voices: {},
      answer: answer
        ? { kind: answer.kind, words: answer.words, level: answer.level ?? 'centre', at: at(answer.daysAgo) }
        : null,
      mergedInto: mergedInto ? { needId: `demo-need-${mergedInto}`, at: at(daysAgo - 1) } : null,
      requests: [],
      rulesId: rules.id,
      revision: 1,
      forgottenAt: null,
    }
  })
}
