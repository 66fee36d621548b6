import { KEEP } from './keep'

/** What the periods of a kind of data are called on the privacy page. */
export type RetentionTopic = 'bookings' | 'guests' | 'no-shows' | 'stations' | 'household' | 'staff' | 'technical'

/** How long fields of a collection are kept, what for, and what happens then. */
export interface Retention {
  collection: string
  /** Paths; `*` stands for any key, and a path includes what lies below it. */
  fields: readonly string[]
  topic: RetentionTopic
  /** Chinese, for people. */
  purpose: string
  /** Ms after `from`; null: until `from`. */
  keep: number | null
  /** Chinese: the moment from which it counts, or until which it is kept. */
  from: string
  outcome: 'deleted' | 'anonymous'
}

const HELD = ['claims', 'offers', 'waitlist']

/**
 * Every stored field that says something about a person. The timer does what stands here (`cloudfunctions/lib/privacy`), the
 * privacy page says it, and a test compares both with what is stored.
 */
export const RETENTION: readonly Retention[] = [
  {
    collection: 'bookings',
    fields: [
      'accountId',
      'requestId',
      'undone.reason',
      'attendees',
      'secret',
      'notices',
      'consentRequests',
      'bookedFor',
      'partyRequests',
      'order',
      'eaters',
      'checkIn',
      'unloggedEntries',
      'deskRelease',
      'guest.letInBy',
    ],
    topic: 'bookings',
    purpose: '约课、候补、签到，和之后查得到',
    keep: KEEP.booking,
    from: '这一场结束',
    outcome: 'anonymous',
  },
  {
    collection: 'sessions',
    fields: [...HELD.map(list => `${list}.*`), 'eaters'],
    topic: 'bookings',
    purpose: '留名额',
    keep: KEEP.booking,
    from: '这一场结束',
    outcome: 'anonymous',
  },
  {
    collection: 'checkins',
    fields: ['by', 'requestId', 'reason', 'near'],
    topic: 'bookings',
    purpose: '签到有据可查',
    keep: KEEP.booking,
    from: '这一场结束',
    outcome: 'anonymous',
  },
  {
    collection: 'notices',
    fields: ['bookingId'],
    topic: 'bookings',
    purpose: '一条消息只发一次',
    keep: KEEP.booking,
    from: '这一场结束',
    outcome: 'deleted',
  },
  {
    collection: 'enrolments',
    fields: ['accountId', 'requestId', 'attendees', 'left'],
    topic: 'bookings',
    purpose: '整期报名',
    keep: KEEP.enrolment,
    from: '报名',
    outcome: 'anonymous',
  },
  {
    collection: 'bookings',
    fields: ['guest.name', 'guest.lastFour'],
    topic: 'guests',
    purpose: '没有手机的人请中心代约时，到场找得到',
    keep: KEEP.guest,
    from: '这一场结束',
    outcome: 'deleted',
  },
  {
    collection: 'noshows',
    fields: ['accountId', 'memberId', 'nickname', 'appeal'],
    topic: 'no-shows',
    purpose: '约了没来的提醒、暂停和说明',
    keep: KEEP.noShow,
    from: '没来的那一场结束',
    outcome: 'deleted',
  },
  {
    collection: 'sitters',
    fields: ['_id', 'visitId', 'stationId', 'stationName', 'from', 'until', 'former', 'sits'],
    topic: 'stations',
    purpose: '一个人只占一个座位',
    keep: KEEP.visit,
    from: '离开',
    outcome: 'deleted',
  },
  {
    collection: 'stations',
    fields: ['visits', 'events.*.by'],
    topic: 'stations',
    purpose: '知道哪个座位有人',
    keep: null,
    from: '离开',
    outcome: 'deleted',
  },
  {
    collection: 'accounts',
    fields: ['_id', 'openid', 'members', 'eaters', 'usedAt', 'createdAt', 'revision'],
    topic: 'household',
    purpose: '认出这是您的预约，按年龄排课',
    keep: KEEP.account,
    from: '最后一次预约或改资料',
    outcome: 'deleted',
  },
  {
    collection: 'accounts',
    fields: ['ledger'],
    topic: 'technical',
    purpose: '不让同一个人同时约两场',
    keep: KEEP.request,
    from: '这一场结束',
    outcome: 'deleted',
  },
  {
    collection: 'accounts',
    fields: ['missed', 'warned'],
    topic: 'no-shows',
    purpose: '约了没来的提醒和暂停',
    keep: KEEP.noShow,
    from: '没来的那一场结束',
    outcome: 'deleted',
  },
  {
    collection: 'accounts',
    fields: ['closed', 'memberChanges', 'removedMembers'],
    topic: 'technical',
    purpose: '网络不好重复提交时，不做两遍',
    keep: KEEP.request,
    from: '提交',
    outcome: 'deleted',
  },
  {
    collection: 'accounts',
    fields: ['erasure'],
    topic: 'household',
    purpose: '重复提交的删除，不删后来的资料',
    keep: KEEP.erasure,
    from: '全部删除',
    outcome: 'deleted',
  },
  {
    collection: 'staff',
    fields: ['_id', 'actor', 'roles', 'offices', 'name', 'former', 'changes'],
    topic: 'staff',
    purpose: '中心的工作人员身份',
    keep: null,
    from: '不再是工作人员，或全部删除',
    outcome: 'deleted',
  },
  {
    collection: 'sessions',
    fields: ['changes.*.by', 'capacityChanges.*.by', 'closures.*.by', 'closures.*.opened.by', 'excused', 'drawn'],
    topic: 'staff',
    purpose: '改动和抽签有据可查',
    keep: KEEP.act,
    from: '这一场结束',
    outcome: 'anonymous',
  },
  {
    collection: 'journal',
    fields: ['by', 'byName', 'person', 'reason'],
    topic: 'staff',
    purpose: '工作人员的操作有据可查',
    keep: KEEP.act,
    from: '操作',
    outcome: 'anonymous',
  },
  {
    collection: 'drafts',
    fields: ['changedBy', 'changedByName'],
    topic: 'staff',
    purpose: '排课有据可查',
    keep: KEEP.act,
    from: '改动',
    outcome: 'anonymous',
  },
  {
    collection: 'centres',
    fields: ['changedByName'],
    topic: 'staff',
    purpose: '改动时知道问谁，姓名遮住一部分',
    keep: null,
    from: '下一次改动',
    outcome: 'deleted',
  },
  {
    collection: 'offerings',
    fields: ['changedByName'],
    topic: 'staff',
    purpose: '改动时知道问谁，姓名遮住一部分',
    keep: null,
    from: '下一次改动',
    outcome: 'deleted',
  },
  {
    collection: 'closures',
    fields: ['by'],
    topic: 'staff',
    purpose: '闭馆有据可查',
    keep: KEEP.act,
    from: '操作',
    outcome: 'anonymous',
  },
  {
    collection: 'publications',
    fields: ['by', 'byName'],
    topic: 'staff',
    purpose: '排课有据可查',
    keep: KEEP.act,
    from: '发布',
    outcome: 'anonymous',
  },
  {
    collection: 'teams',
    fields: ['leaving'],
    topic: 'staff',
    purpose: '中心不能没有负责人',
    keep: null,
    from: '不再是工作人员，或全部删除',
    outcome: 'deleted',
  },
  {
    collection: 'invitations',
    fields: ['by', 'byName', 'name', 'used', 'code'],
    topic: 'staff',
    purpose: '请人做工作人员',
    keep: KEEP.invitation,
    from: '邀请过期',
    outcome: 'deleted',
  },
  {
    collection: 'stationacts',
    fields: ['by'],
    topic: 'staff',
    purpose: '驿站的改动有据可查',
    keep: KEEP.act,
    from: '改动',
    outcome: 'anonymous',
  },
  {
    collection: 'setbacks',
    fields: ['_id', 'item', 'of'],
    topic: 'technical',
    purpose: '没做成的事再做一遍',
    keep: KEEP.setback,
    from: '最后一次没做成',
    outcome: 'deleted',
  },
]
