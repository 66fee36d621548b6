import type { OfficeRoute } from '@domain/contracts'
import { open, replaceBy } from '@/platform/navigate'
import type { IconName } from '@/ui/icon'
import type { OfficePlace } from './place'
import type { Access } from './use-access'

export type SectionName =
  | 'desk'
  | 'timetable'
  | 'offerings'
  | 'centre'
  | 'centres'
  | 'figures'
  | 'ratings'
  | 'compare'
  | 'points'
  | 'honours'
  | 'needs'
  | 'late'
  | 'stars'
  | 'starboard'
  | 'contest'
  | 'topics'
  | 'volunteers'
  | 'groups'
  | 'partners'
  | 'workers'
  | 'wants'
  | 'projects'
  | 'team'
  | 'journal'
  | 'watch'

interface Section {
  name: SectionName
  title: string
  note: string
  icon: IconName
  /** Who may call this route sees the section. */
  route: OfficeRoute
  /** Only for a centre, or only for the offices above. */
  at?: 'centre' | 'office'
}

const SECTIONS: readonly Section[] = [
  {
    name: 'timetable',
    title: '课表',
    note: '排课、复制上个月、发布、改时间和取消',
    icon: 'calendar',
    route: 'office.timetable',
    at: 'centre',
  },
  {
    name: 'offerings',
    title: '课程与空间',
    note: '办哪些课、有哪些座位和房间，怎么约',
    icon: 'edit',
    route: 'office.saveOffering',
    at: 'centre',
  },
  {
    name: 'centre',
    title: '中心资料',
    note: '地址、电话、开放时间、临时关闭和驿站',
    icon: 'home',
    route: 'office.centre',
    at: 'centre',
  },
  {
    name: 'figures',
    title: '数字',
    note: '约出去多少、来了多少、没来多少',
    icon: 'chart',
    route: 'office.figures',
    at: 'centre',
  },
  {
    name: 'ratings',
    title: '大家的评价',
    note: '来过的人怎么说',
    icon: 'check',
    route: 'office.ratings',
    at: 'centre',
  },
  { name: 'centres', title: '中心', note: '各个中心，和新增', icon: 'home', route: 'office.centres', at: 'office' },
  {
    name: 'compare',
    title: '各中心的数字',
    note: '并排看，有中位数',
    icon: 'chart',
    route: 'office.rollUp',
    at: 'office',
  },
  {
    name: 'points',
    title: '红色积分',
    note: '任务、能换的东西和库存、评议小组',
    icon: 'badge',
    route: 'office.points',
    at: 'centre',
  },
  {
    name: 'honours',
    title: '荣誉',
    note: '文明家庭、最美家庭、美丽庭院：推荐、公示、复查',
    icon: 'badge',
    route: 'office.honours',
    at: 'centre',
  },
  {
    name: 'needs',
    title: '居民需求',
    note: '谁需要什么，到哪天前要答复；一样的并在一起',
    icon: 'edit',
    route: 'office.needs',
    at: 'centre',
  },
  {
    name: 'topics',
    title: '议题',
    note: '把需求汇成议题，开始表决，公布决定',
    icon: 'people',
    route: 'office.topics',
    at: 'centre',
  },
  {
    name: 'projects',
    title: '服务项目',
    note: '谁负责、预算、分几步；场次和人数按签到自动算',
    icon: 'check',
    route: 'office.projects',
    at: 'centre',
  },
  {
    name: 'late',
    title: '没按时答复的需求',
    note: '中心没答复，自动转上来的',
    icon: 'clock',
    route: 'office.lateNeeds',
    at: 'office',
  },
  {
    name: 'stars',
    title: '星级评价',
    note: '每一项得几分，从哪些记录来；自评和互评',
    icon: 'badge',
    route: 'office.stars',
    at: 'centre',
  },
  {
    name: 'starboard',
    title: '星级评价',
    note: '各中心并排看，考评，公布',
    icon: 'badge',
    route: 'office.starBoard',
    at: 'office',
  },
  {
    name: 'contest',
    title: '好项目和社工人才',
    note: '报项目，评委打分，公布名次',
    icon: 'badge',
    route: 'office.contest',
  },
  {
    name: 'volunteers',
    title: '志愿者',
    note: '开班次，看每个月的时长，核准别的中心补的',
    icon: 'people',
    route: 'office.volunteers',
    at: 'centre',
  },
  {
    name: 'groups',
    title: '居民小组',
    note: '谁在一起做什么，谁负责，活动了几次',
    icon: 'people',
    route: 'office.groups',
    at: 'centre',
  },
  {
    name: 'partners',
    title: '合伙人',
    note: '场地换服务：约了几场，办了几场，还欠几场',
    icon: 'people',
    route: 'office.partners',
    at: 'centre',
  },
  {
    name: 'wants',
    title: '供需对接',
    note: '中心缺什么课，合伙人能来办什么，时间合得上的自动排出来',
    icon: 'people',
    route: 'office.wants',
    at: 'centre',
  },
  {
    name: 'workers',
    title: '社工证书',
    note: '登记证书，核对，看加几级薪级；备考的课和自习室',
    icon: 'badge',
    route: 'office.workers',
  },
  { name: 'team', title: '成员', note: '谁在这里工作，各管什么；邀请同事', icon: 'people', route: 'office.team' },
  { name: 'journal', title: '操作记录', note: '谁在什么时候做了什么', icon: 'shield', route: 'office.journal' },
  {
    name: 'watch',
    title: '运行情况',
    note: '有没有出错、积压，哪里慢',
    icon: 'bell',
    route: 'office.watch',
    at: 'office',
  },
]

/** The sections that the person may open at the place. */
export function sectionsOf({ centreId }: OfficePlace, { may }: Access): Section[] {
  const here = centreId ? 'centre' : 'office'
  return SECTIONS.filter(({ route, at = here }) => at === here && may(route))
}

/** Opens a section on top of this page, as from the list on a phone. */
export function openSection(name: SectionName, place: OfficePlace): void {
  open(`office/${name}`, place)
}

/** Opens a section in place of this page, as from the list at the side. */
export function switchSection(name: SectionName, place: OfficePlace): void {
  replaceBy(`office/${name}`, place)
}
