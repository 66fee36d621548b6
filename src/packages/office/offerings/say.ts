import { categoryLabel } from '@domain/offerings/kinds'
import { sayRules } from '@domain/office/say-rules'
import type { PlanFault } from '@domain/sessions/plan'
import type { OfferingForm } from './form'

/** Why a plan cannot be, in words. */
const FAULTS: Record<PlanFault | 'kind' | 'category' | 'map', string> = {
  closed: '那天中心不开门',
  agreement: '合伙人的协议那时已经到期',
  times: '时长不对：要多于 0 分钟，不超过一天',
  places: '预留的不能比名额还多，名额至少 1 个',
  party: '要大人陪着来的，一次至少要能约 2 人',
  ages: '最小年龄比最大年龄还大',
  window: '还没开放预约就截止了，或者截止在结束以后',
  'draw-too-early': '抽签要晚于开放登记',
  'draw-too-late': '抽签要早于截止，给没抽中的人留点时间',
  'draw-of-spaces': '座位、房间和床位不能抽签',
  'draw-of-series': '整期的课不能抽签',
  layout: '座位和时段对不上：至少一个座位，最短一次要放得进开放时间',
  'series-of-spaces': '座位、房间和床位没有整期',
  menu: '菜单还不完整',
  prices: '价格对不上',
  kind: '课程和空间不能互相改，请新建一个',
  category: '类别和种类对不上',
  map: '座位图上有两样东西在一个格子里，或者在外面',
}

/** Says why a plan cannot be, one line per fault. */
export function sayFaults(faults: readonly string[]): string {
  return faults.map(fault => (FAULTS as Record<string, string>)[fault] ?? fault).join('；')
}

/** The fields of an offering in words, to compare two versions. */
export function sayFields(form: OfferingForm): { label: string; value: string }[] {
  return [
    { label: '名称', value: form.title },
    { label: '类别', value: categoryLabel(form.category) },
    { label: '一句话', value: form.summary },
    { label: '带什么', value: form.bring },
    { label: '老师', value: [form.teacherName, form.teacherIntro].filter(Boolean).join('，') },
    { label: '在哪', value: form.room },
    { label: '时长', value: `${form.minutes} 分钟` },
    {
      label: '名额',
      value: form.layout ? `${form.layout.units.length} 个` : `${form.capacity} 个，预留 ${form.reserve} 个`,
    },
    { label: '座位图', value: form.map ? `${form.map.rows} 排，一排 ${form.map.columns} 格` : '没有' },
    { label: '怎么约', value: sayRules(form.rules, form.series) },
    { label: '还办吗', value: form.archived ? '不办了' : '在办' },
  ]
}
