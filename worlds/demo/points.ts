import type { PointTask } from '@domain/participation/deed'
import { endOfMonth } from '@domain/participation/phases'
import type { GoodKind } from '@domain/participation/redemption'
import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  CentreDocument,
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

/** Who decides objections at the first centre; the last one is the supervisor from outside. */
const PANEL = [
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
    purses: HOUSEHOLDS.map(purse),
    pointrows: HOUSEHOLDS.flatMap(rows),
  }
}
