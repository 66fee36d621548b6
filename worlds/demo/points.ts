import type { PointTask } from '@domain/participation/deed'
import { afterWorkdays, endOfMonth } from '@domain/participation/phases'
import { EMPTY_PURSE, listDeed, type Purse, releaseDeed } from '@domain/participation/purse'
import type { GoodKind } from '@domain/participation/redemption'
import { pointRulesAt } from '@domain/participation/rules'
import { DAY, HOUR, localDate } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  CentreDocument,
  DeedDocument,
  PointGoodDocument,
  PointPanelDocument,
  PointRowDocument,
  PointTaskDocument,
  PurseDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'

type Task = Omit<PointTask, 'isOpen'> & { id: string }

const TASKS: readonly Task[] = [
  {
    id: 'doorstep',
    title: '门前三包',
    words: '自家门前扫干净、花草理好、车子停齐。',
    points: 2,
    per: 'time',
    every: 'week',
    mutual: false,
  },
  {
    id: 'visit',
    title: '看望独居老人',
    words: '陪着说说话，看看有什么要帮忙的。',
    points: 3,
    per: 'time',
    every: 'day',
    mutual: true,
  },
  {
    id: 'clean-up',
    title: '一起打扫',
    words: '和邻居一起打扫小区的公共地方。',
    points: 5,
    per: 'hour',
    every: 'day',
    mutual: false,
  },
  {
    id: 'helper',
    title: '小课桌当帮手',
    words: '帮老师看着孩子写作业。',
    points: 5,
    per: 'hour',
    every: 'day',
    mutual: false,
  },
  {
    id: 'mediate',
    title: '调解邻里',
    words: '帮邻居把疙瘩解开，两边都说好。',
    points: 10,
    per: 'time',
    every: 'day',
    mutual: false,
  },
  {
    id: 'deliberate',
    title: '参加议事',
    words: '来议事会，说说您的想法。',
    points: 3,
    per: 'time',
    every: 'day',
    mutual: false,
  },
  {
    id: 'proposal',
    title: '建议被采纳',
    words: '您提的建议立了项，请工作人员确认。',
    points: 10,
    per: 'time',
    every: 'day',
    mutual: false,
  },
  {
    id: 'finest',
    title: '评上最美家庭',
    words: '公示完了，请工作人员确认。',
    points: 50,
    per: 'time',
    every: 'once',
    mutual: false,
  },
]

const GOODS: readonly { id: string; kind: GoodKind; title: string; points: number; left: number }[] = [
  { id: 'salt', kind: 'food', title: '食盐 1 袋', points: 5, left: 40 },
  { id: 'haircut', kind: 'service', title: '理发 1 次', points: 15, left: 8 },
  { id: 'rice', kind: 'food', title: '大米 5 斤', points: 20, left: 12 },
  { id: 'soap', kind: 'daily', title: '洗衣皂 2 块', points: 6, left: 30 },
]

/** What two households have earned, no more than the cap in any month: the parent's and the elder's. */
const HOUSEHOLDS = [
  {
    openid: 'demo-parent',
    earned: [
      { daysAgo: 75, points: 46 },
      { daysAgo: 20, points: 40 },
    ],
  },
  { openid: 'demo-elder', earned: [{ daysAgo: 20, points: 24 }] },
] as const

/** What was done lately at the first centre: one deed in the listing, and one that its manager should look at. */
const DEEDS = [
  {
    id: 'listed',
    openid: 'demo-elder',
    name: '陈＊＊',
    task: { id: 'doorstep', hours: null, points: 2, note: '门口扫干净了，花也浇了' },
    daysAgo: 1,
    state: 'listed',
    flags: [],
  },
  {
    id: 'look',
    openid: 'demo-neighbour',
    name: '孙＊',
    task: { id: 'clean-up', hours: 2, points: 10, note: '和邻居扫了花园' },
    daysAgo: 24,
    state: 'final',
    flags: ['pair'],
  },
] as const

/** Who decides objections at the first centre; the last one is the supervisor from outside. */
export const PANEL = [
  { openid: 'demo-elder', name: '陈奶奶' },
  { openid: 'demo-youth', name: '阿杰' },
  { openid: 'demo-resident', name: '林先生' },
  { openid: 'demo-staff', name: '小周' },
  { openid: 'demo-manager', name: '李主任' },
  { openid: 'demo-county', name: '赵科长' },
] as const

/** Tasks and goods of each centre, and the points of some households with the rows that they come from. */
export function points(centres: readonly CentreDocument[], now: number) {
  const managed = {
    isOpen: true,
    revision: 1,
    requests: [],
    changedAt: now - 30 * DAY,
    changedBy: '',
    forgottenAt: null,
  }
  const purse = ({ openid, earned }: (typeof HOUSEHOLDS)[number]): PurseDocument => {
    const lots = earned.map(({ daysAgo, points: has }) => ({ points: has, until: endOfMonth(now - daysAgo * DAY, 24) }))
    return {
      _id: accountIdOf(openid),
      lots,
      listed: {},
      kept: {},
      months: {},
      rows: {},
      rowsAt: 0,
      expireAt: lots[0]?.until ?? 0,
      usedAt: now - 20 * DAY,
      revision: 1,
    }
  }
  const rows = ({ openid, earned }: (typeof HOUSEHOLDS)[number]): PointRowDocument[] =>
    earned.flatMap(({ daysAgo, points: has }): PointRowDocument[] => {
      const at = now - daysAgo * DAY
      const id = `${openid}-${daysAgo}`
      const row = { reverses: null, subject: null, accountId: accountIdOf(openid), centreId: 'jiangchuan' }
      const forgottenAt = null
      return [
        {
          ...row,
          _id: `earned-${id}`,
          what: 'earned',
          entries: { listed: has, issued: -has },
          at: at - 9 * DAY,
          forgottenAt,
        },
        { ...row, _id: `released-${id}`, what: 'released', entries: { spendable: has, listed: -has }, at, forgottenAt },
      ]
    })
  const done = DEEDS.map(each => deedOf(each, now))
  const { isOpen: _open, ...kept } = managed
  const panel: PointPanelDocument = {
    ...kept,
    _id: 'jiangchuan',
    members: PANEL.map(({ openid, name }, n) => ({
      accountId: accountIdOf(openid),
      name,
      outside: n === PANEL.length - 1,
    })),
  }
  return {
    pointtasks: centres.flatMap(({ _id: centreId }) =>
      TASKS.map(({ id, ...task }): PointTaskDocument => ({ _id: `${centreId}-${id}`, centreId, ...task, ...managed })),
    ),
    pointgoods: centres.flatMap(({ _id: centreId }) =>
      GOODS.map(
        ({ id, ...good }): PointGoodDocument => ({
          _id: `${centreId}-${id}`,
          centreId,
          ...good,
          ...managed,
          holds: {},
          sweepAt: 0,
        }),
      ),
    ),
    pointpanels: [panel],
    deeds: done.map(({ deed }) => deed),
    purses: withDeeds(HOUSEHOLDS.map(purse), done),
    pointrows: [...HOUSEHOLDS.flatMap(rows), ...done.flatMap(({ pointrows }) => pointrows)],
  }
}

interface Done {
  deed: DeedDocument
  pointrows: PointRowDocument[]
  /** What the deed changes in the purse of its household. */
  change: (purse: Purse) => Purse
}

/** A deed that a neighbour has confirmed, with the rows of the ledger that follow from it. */
function deedOf({ id, openid, name, task, daysAgo, state, flags }: (typeof DEEDS)[number], now: number): Done {
  const _id = `demo-deed-${id}`
  const accountId = accountIdOf(openid)
  const at = now - daysAgo * DAY
  const confirmedAt = at + HOUR
  const rules = pointRulesAt(now)
  const own = TASKS.find(each => each.id === task.id)
  const listedUntil = afterWorkdays(confirmedAt, rules.listingWorkdays)
  const date = localDate(at)
  const steps = (purse: Purse) => {
    const listed = listDeed(purse, { id: _id, month: date.slice(0, 7), points: task.points }, now, rules)
    const released = state === 'final' ? releaseDeed(listed.purse, _id, listedUntil, rules) : null
    return { purse: released?.purse ?? listed.purse, rows: [...listed.rows, ...(released?.rows ?? [])] }
  }
  return {
    change: purse => steps(purse).purse,
    pointrows: steps(EMPTY_PURSE).rows.map((row): PointRowDocument => {
      const centreId = 'jiangchuan'
      return { ...row, accountId, centreId, at: row.what === 'released' ? listedUntil : confirmedAt, forgottenAt: null }
    }),
    deed: {
      ...{ _id, centreId: 'jiangchuan', taskId: `jiangchuan-${task.id}`, accountId, name, date, hours: task.hours },
      task: { title: own?.title ?? '', points: own?.points ?? 0, per: own?.per ?? 'time', mutual: false, revision: 1 },
      ...{ rulesId: rules.id, note: task.note, requestId: `reported-${_id}`, code: '', state, at },
      dueAt: state === 'final' ? 0 : listedUntil,
      confirmed: { household: `witness-${id}`, by: '', pair: null, at: confirmedAt, requestId: `confirmed-${_id}` },
      ...{ points: task.points, listedUntil, objections: {}, judges: [], panelUntil: null, votes: {} },
      ...{ flags: [...flags], reclaimed: null, revision: 1, forgottenAt: null },
    },
  }
}

/** The purses after the deeds; a household that had none gets one. */
function withDeeds(purses: readonly PurseDocument[], done: readonly Done[]): PurseDocument[] {
  const all = new Map(purses.map(purse => [purse._id, purse]))
  for (const { deed, change } of done) {
    const { accountId: _id, at: usedAt } = deed
    const before = all.get(_id) ?? { _id, ...EMPTY_PURSE, rows: {}, rowsAt: 0, expireAt: 0, usedAt, revision: 1 }
    const after = { ...before, ...change(before) }
    all.set(_id, { ...after, expireAt: after.lots[0]?.until ?? 0 })
  }
  return [...all.values()]
}
