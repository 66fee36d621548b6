/** The aspects of a centre that are rated, in display order. */
export const ASPECTS = [
  { id: 'basics', label: '基础运行' },
  { id: 'politics', label: '政治功能' },
  { id: 'services', label: '服务供给' },
  { id: 'image', label: '社会形象' },
  { id: 'team', label: '队伍资源' },
  { id: 'residents', label: '居民自治' },
] as const
export type Aspect = (typeof ASPECTS)[number]['id']

/** What is computed from records; `figures.ts` says from which. */
export type Measure =
  | 'hours'
  | 'rosters'
  | 'themed'
  | 'riders'
  | 'kinds'
  | 'held'
  | 'attended'
  | 'no-shows'
  | 'meals'
  | 'satisfaction'
  | 'complaints'
  | 'volunteers'
  | 'partners'
  | 'needs'
  | 'groups'

/**
 * How a figure becomes points. `share`: all of them from `full` per cent of the whole on, below in proportion. `limit`: all of them
 * up to `full` per cent, none from `none` per cent on. `count`: all of them from `full` on, below in proportion.
 */
export type Scale =
  | { by: 'share'; full: number }
  | { by: 'limit'; full: number; none: number }
  | { by: 'count'; full: number }

interface StandardText {
  id: string
  aspect: Aspect
  label: string
  /** What earns all points, for people. */
  note: string
  points: number
}

/** A standard that is computed from records and that nobody can mark. */
export interface ComputedStandard extends StandardText {
  measure: Measure
  scale: Scale
}

/** A standard that people mark, by documents or on a visit. */
export interface MarkedStandard extends StandardText {
  measure: null
}

export type Standard = ComputedStandard | MarkedStandard

/** A version of the rules. A version that a round was opened with is never changed: a new one is added instead. */
export interface RatingRules {
  id: number
  standards: readonly Standard[]
  /** Measures of which there were no records when the version was made: they leave the denominator everywhere. */
  unread: readonly Measure[]
  /** Least score of each grade in tenths of a point, best first. */
  grades: readonly { stars: Stars; least: number }[]
  /** Share of the appraiser in the points of a marked standard, per cent; the rest is the median of the mutual reviews. */
  appraiserShare: number
  /** Reviewers of each centre, and the least number of counties that they come from. */
  reviewers: number
  counties: number
  /** A self score calls for an explanation when it is so many per cent of the points away from the final one. */
  explainFrom: number
  /** So many per cent of the centres are counted again by hand; an error above so many per cent takes all points of the standard. */
  recheckShare: number
  recheckError: number
  /** Check-ins in bulk, or after the session, count up to so many per cent of the roster. */
  doubtfulMost: number
  /** Check-ins by name are in bulk when one member of staff makes so many within so long, ms. */
  bulkLeast: number
  bulkWithin: number
  /** A roster is closed in time when nothing is recorded later than so long after the end, ms. */
  closedWithin: number
  /** Sessions whose title has one of these words are themed activities. */
  themes: readonly string[]
}

/** Stars that are given; a centre below the least has none. */
export type Stars = 3 | 4 | 5

const HOUR = 3_600_000

const computed = (
  id: Measure,
  aspect: Aspect,
  points: number,
  scale: Scale,
  [label, note]: readonly [string, string],
): ComputedStandard => ({ id, aspect, label, note, points, measure: id, scale })
const marked = (id: string, aspect: Aspect, points: number, label: string, note: string): MarkedStandard => ({
  id,
  aspect,
  label,
  note,
  points,
  measure: null,
})

const FIRST: RatingRules = {
  id: 1,
  standards: [
    computed('hours', 'basics', 6, { by: 'share', full: 95 }, ['按公布的时间开门', '95% 以上的签到在开放时间里']),
    marked('safety', 'basics', 5, '安全台账', '消防、用电、食品检查记录齐全'),
    marked('signage', 'basics', 3, '标识和无障碍', '门头、指引清楚，轮椅能进'),
    computed('rosters', 'basics', 6, { by: 'share', full: 100 }, ['名单当天清', '每一场的签到在结束后 24 小时内记完']),
    marked('party-duty', 'politics', 6, '党员值守和报到', '值班表、报到记录齐全'),
    computed('themed', 'politics', 6, { by: 'count', full: 12 }, ['主题活动', '一年办够 12 场有人来的主题活动']),
    computed('riders', 'politics', 6, { by: 'count', full: 600 }, [
      '服务骑手和户外劳动者',
      '驿站一年接待 600 次，以扫门口的码为准',
    ]),
    computed('kinds', 'services', 5, { by: 'count', full: 5 }, [
      '五类课堂',
      '儿童、亲子、安全、老来乐、假期课堂都办过',
    ]),
    computed('held', 'services', 5, { by: 'share', full: 90 }, ['排了就办', '90% 以上排出去的课真的办了']),
    computed('attended', 'services', 6, { by: 'share', full: 60 }, ['有人来', '到场的人数占名额的 60% 以上']),
    computed('no-shows', 'services', 3, { by: 'limit', full: 15, none: 40 }, ['约了就来', '约了没来的不超过 15%']),
    computed('meals', 'services', 3, { by: 'share', full: 95 }, ['订了就吃到', '95% 以上订的餐交到了手里']),
    computed('satisfaction', 'image', 5, { by: 'share', full: 90 }, ['来过的人满意', '平均 4.5 颗星以上']),
    computed('complaints', 'image', 4, { by: 'share', full: 100 }, ['意见有回音', '5 个工作日内答复']),
    marked('visit', 'image', 3, '暗访', '不打招呼去看一次'),
    marked('certificates', 'team', 4, '持证社工', '社工证书在有效期内'),
    computed('volunteers', 'team', 5, { by: 'count', full: 1000 }, ['志愿服务时长', '每千名居民的核实时长']),
    computed('partners', 'team', 5, { by: 'share', full: 90 }, ['合伙人兑现服务', '应做的服务做了 90% 以上']),
    computed('needs', 'residents', 8, { by: 'share', full: 90 }, [
      '需求办结',
      '90% 以上的需求有了答复，以上个月提的算',
    ]),
    computed('groups', 'residents', 6, { by: 'count', full: 3 }, ['居民自治组织', '有 3 个活跃的居民组织']),
  ],
  unread: ['complaints', 'volunteers', 'partners', 'groups'],
  grades: [
    { stars: 5, least: 900 },
    { stars: 4, least: 800 },
    { stars: 3, least: 700 },
  ],
  appraiserShare: 60,
  reviewers: 5,
  counties: 3,
  explainFrom: 20,
  recheckShare: 10,
  recheckError: 5,
  doubtfulMost: 20,
  bulkLeast: 5,
  bulkWithin: 60_000,
  closedWithin: 24 * HOUR,
  themes: ['主题', '党', '红色', '宣讲', '理论'],
}

/** All computed standards have records. */
const SECOND: RatingRules = { ...FIRST, id: 2, unread: [] }

const VERSIONS: readonly RatingRules[] = [FIRST, SECOND]

/** The rules of a round that is opened now. */
export function latestRatingRules(): RatingRules {
  return VERSIONS[VERSIONS.length - 1] ?? FIRST
}

/** The rules of a version; those of an unknown one are the first. */
export function ratingRulesOf(id: number): RatingRules {
  return VERSIONS.find(rules => rules.id === id) ?? FIRST
}

/** The standards that people mark. */
export function markedStandards({ standards }: RatingRules): MarkedStandard[] {
  return standards.filter((standard): standard is MarkedStandard => standard.measure === null)
}
