import { FIELD_LABELS } from './field-labels'
import { VALUE_LABELS } from './value-labels'

/** What the kinds of record are called by people. */
export const KIND_LABELS: Record<string, string> = {
  accounts: '账户和家人',
  staff: '工作人员身份',
  sitters: '最近一次坐的驿站',
  enrolments: '整期报名',
  noshows: '约了没来的记录',
  bookings: '预约',
  checkins: '签到记录',
  notices: '发过的消息',
  invitations: '接受过的邀请',
  checkInActs: '做工作人员时的签到操作',
  payments: '食堂的账',
  stationActs: '做工作人员时在驿站的操作',
  tillActs: '做工作人员时的收款',
  staffActs: '做工作人员时的其他操作',
  purses: '积分',
  deeds: '做过的积分任务',
  redemptions: '兑换过的东西',
  needs: '提过的需求',
  pointrows: '积分的账',
  volunteers: '志愿者资料',
  shifts: '报过的志愿班次',
  certificates: '志愿时长证明',
  socialworkers: '社工证书',
  juries: '当过评委的评选',
  contestentries: '替中心报送的好项目',
  groups: '加入的居民小组',
  honours: '荣誉',
  relations: '谁帮谁订餐',
  repeatedorders: '每周自动订餐',
}

/** Fields with an amount of money in fen. */
const MONEY = new Set([
  'list',
  'charity',
  'subsidy',
  'due',
  'delivery',
  'owed',
  'prepaid',
  'online',
  'receivable',
  'cash',
  'card',
  'subsidy-card',
  'waived',
  'sales',
])

/** What a field is called by people; fields without a name keep that of the record, so that nothing is left out. */
export function labelOf(field: string): string {
  return FIELD_LABELS[field] ?? field
}

/** Fields whose parts are named by ids, which say nothing to people: their parts are numbered. */
export const BY_ID: ReadonlySet<string> = new Set(['ledger', 'eaters', 'missed', 'warned', 'closed', 'waitEvents'])

/** A value in words; one that is an identifier stays as it is. */
export function sayValue(field: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number' && MONEY.has(field)) return `${(value / 100).toFixed(2)} 元`
  const text = String(value)
  // Names and reasons of people are never replaced.
  return ['nickname', 'name', 'reason', 'note', 'title'].includes(field)
    ? text
    : (VALUE_LABELS[`${field}.${text}`] ?? VALUE_LABELS[text] ?? text)
}
