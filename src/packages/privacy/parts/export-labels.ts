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
}

const LABELS: Record<string, string> = {
  _id: '编号',
  accountId: '账户编号',
  ahead: '前面还有几家',
  appeal: '说明的原因',
  appealedAt: '说明时间',
  attendees: '来的人',
  birthMonth: '出生年月',
  bookingId: '预约编号',
  by: '操作人',
  cancelledAt: '取消时间',
  cancelledBy: '谁取消的',
  category: '类别',
  centreId: '中心编号',
  centreName: '中心',
  checkIn: '签到',
  checkedInAt: '签到时间',
  consentAt: '监护人同意时间',
  createdAt: '记下的时间',
  decision: '中心的回复',
  endsAt: '结束时间',
  excuse: '为什么不算',
  from: '开始',
  granted: '同意',
  held: '没扫门口的码',
  id: '编号',
  kind: '种类',
  lastFour: '手机尾号',
  memberId: '家人编号',
  memberIds: '家人编号',
  members: '家人',
  name: '称呼',
  nickname: '称呼',
  note: '附言',
  notices: '同意接收的消息',
  offeringId: '课程编号',
  party: '人数',
  partySize: '人数',
  reason: '原因',
  relation: '关系',
  requestId: '操作编号',
  role: '身份',
  roles: '身份',
  room: '地点',
  seriesId: '课程期编号',
  sessionId: '这一节的编号',
  sits: '最近坐下的时间',
  startsAt: '开始时间',
  state: '状态',
  stationId: '驿站编号',
  stationName: '驿站',
  status: '状态',
  title: '名称',
  undone: '撤销签到',
  unit: '座位',
  until: '到',
  updatedAt: '更新时间',
  way: '方式',
  at: '时间',
}

const VALUES: Record<string, string> = {
  self: '我自己',
  child: '孩子',
  elder: '老人',
  other: '其他家人',
  confirmed: '已约好',
  cancelled: '已取消',
  waiting: '候补中',
  offered: '等确认',
  lapsed: '已结束',
  registered: '已登记',
  intent: '没有约成',
  person: '自己',
  centre: '中心',
  staff: '工作人员',
  manager: '负责人',
  class: '课',
  seat: '座位',
  berth: '床位',
  reminder: '开始前提醒',
  offer: '轮到您的通知',
  changed: '变动通知',
  ballot: '抽签结果',
}

/** What a field is called by people; fields without a name keep that of the record, so that nothing is left out. */
export function labelOf(field: string): string {
  return LABELS[field] ?? field
}

/** A value in words; one that is an identifier stays as it is. */
export function sayValue(field: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  const text = String(value)
  // Names and reasons of people are never replaced.
  return ['nickname', 'name', 'reason', 'note', 'title'].includes(field) ? text : (VALUES[text] ?? text)
}
