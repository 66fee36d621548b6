import type { Duty } from '@domain/office/roles'
import { SELF_ID } from '@domain/people/members'
import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  AccountDocument,
  CentreDocument,
  RelationDocument,
  StaffDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { account, birthMonthBefore, holder, member } from '../households'
import type { Persona } from '../world'

/** The first page of every persona; staff find their entrance there too. */
const HOME = '/pages/home/index'

/** All are made up. The rider has no account, because a visit needs none. */
export const PERSONAS: Persona[] = [
  { openid: 'demo-parent', name: '王女士', who: '家长 · 家里有果果（7 岁）和豆豆（4 岁）', start: HOME },
  { openid: 'demo-elder', name: '陈奶奶', who: '长辈 · 72 岁，马上有一场手机问诊台', start: HOME },
  { openid: 'demo-daughter', name: '小琴', who: '陈奶奶的女儿 · 在昆明上班，帮妈妈订餐', start: HOME },
  { openid: 'demo-rider', name: '小马', who: '骑手 · 跑单路上，从没填过资料', start: HOME },
  { openid: 'demo-youth', name: '阿杰', who: '青年 · 下班上夜校，弹唱队的负责人', start: HOME },
  { openid: 'demo-resident', name: '林先生', who: '居民 · 刚开始用', start: HOME },
  { openid: 'demo-volunteer', name: '刘大姐', who: '志愿者 · 服务了 122 小时', start: HOME },
  { openid: 'demo-staff', name: '小周', who: '工作人员 · 江川区、碧溪社区', start: HOME },
  { openid: 'demo-manager', name: '李主任', who: '中心负责人 · 江川区', start: HOME },
  { openid: 'demo-cashier', name: '张姐', who: '食堂收银 · 江川区', start: HOME },
  { openid: 'demo-cook', name: '杨师傅', who: '食堂备餐 · 江川区', start: HOME },
  { openid: 'demo-courier', name: '小李', who: '食堂送餐 · 江川区', start: HOME },
  { openid: 'demo-partner', name: '太极杨老师', who: '合伙人 · 在江川区教太极拳', start: HOME },
  { openid: 'demo-county', name: '赵科长', who: '县区管理员 · 江川区', start: HOME },
  { openid: 'demo-city', name: '周科长', who: '市级管理员 · 玉溪市', start: HOME },
]

export const PARENT_CHILD = 'guoguo'

/** The households of the personas, before any booking. */
export function households(now: number) {
  const since = now - 60 * DAY
  const born = (years: number, months: number) => birthMonthBefore(now, years, months)
  return {
    parent: account(
      'demo-parent',
      [
        holder('王女士', born(35, 3), since),
        member(PARENT_CHILD, 'child', '果果', born(7, 4), since),
        member('doudou', 'child', '豆豆', born(4, 2), since),
      ],
      since,
    ),
    elder: account('demo-elder', [holder('陈奶奶', born(72, 5), since)], since),
    daughter: account('demo-daughter', [holder('小琴', born(45, 2), since)], since),
    youth: account('demo-youth', [holder('阿杰', born(26, 8), since)], since),
    resident: account('demo-resident', [holder('我', null, now - DAY)], now - DAY),
    staff: account('demo-staff', [holder('小周', null, since)], since),
    manager: account('demo-manager', [holder('李主任', null, since)], since),
  } satisfies Record<string, AccountDocument>
}

/** 陈奶奶's daughter far away orders for her. */
export function relations(now: number): RelationDocument[] {
  return [
    {
      _id: 'demo-relation',
      elderId: accountIdOf('demo-elder'),
      elderName: '陈奶奶',
      helperId: accountIdOf('demo-daughter'),
      helperName: '女儿小琴',
      way: 'code',
      at: now - 20 * DAY,
      endedAt: null,
      requests: [],
      dueAt: 0,
    },
  ]
}

export type Households = ReturnType<typeof households>

/** The member of staff at the door of a centre who made the check-ins of the demo data. */
export function doorkeeperOf(centreId: string): string {
  return accountIdOf(`demo-door-${centreId}`)
}

/** The staff of each centre. */
export function staff(centres: CentreDocument[]): StaffDocument[] {
  const role = (centreId: string, role: 'staff' | 'manager' | 'partner', duties?: Duty[]) => ({
    centreId,
    centreName: centres.find(({ _id }) => _id === centreId)?.name ?? centreId,
    role,
    ...(duties ? { duties } : {}),
  })
  return [
    { _id: accountIdOf('demo-staff'), roles: [role('jiangchuan', 'staff'), role('bixi', 'staff')], name: '小周' },
    { _id: accountIdOf('demo-manager'), roles: [role('jiangchuan', 'manager')], name: '李主任' },
    { _id: accountIdOf('demo-cashier'), roles: [role('jiangchuan', 'staff', ['till'])], name: '张姐' },
    { _id: accountIdOf('demo-cook'), roles: [role('jiangchuan', 'staff', ['kitchen'])], name: '杨师傅' },
    { _id: accountIdOf('demo-courier'), roles: [role('jiangchuan', 'staff', ['courier'])], name: '小李' },
    {
      _id: accountIdOf('demo-partner'),
      roles: [{ ...role('jiangchuan', 'partner'), partnerId: 'demo-partner-taichi' }],
      name: '杨老师',
    },
    {
      _id: accountIdOf('demo-county'),
      roles: [],
      offices: [{ role: 'county', county: '江川区', grant: 'demo-county', since: 0 }],
      name: '赵科长',
    },
    {
      _id: accountIdOf('demo-city'),
      roles: [],
      offices: [{ role: 'city', county: null, grant: 'demo-city', since: 0 }],
      name: '周科长',
    },
    ...centres.map(({ _id }) => ({ _id: doorkeeperOf(_id), roles: [role(_id, 'staff')] })),
  ]
}

/** The holder of a household. */
export const self = ({ members }: AccountDocument) => members.filter(({ id }) => id === SELF_ID)
