import { halfOf, honourRules } from '@domain/participation/honour'
import type { HonourKind, HonourState } from '@domain/participation/honour-state'
import { isOpen, stageOf } from '@domain/participation/honour-state'
import { afterWorkdays, endOfMonth } from '@domain/participation/phases'
import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { HonourDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { PANEL } from './points'

interface Honoured {
  openid: string
  name: string
  kind: HonourKind
  way: HonourDocument['way']
  words: string
  state: HonourState
  /** When it was nominated, granted, and when it ended, days ago. */
  at: number
  granted?: number
  ended?: number
}

/** One honour in each state. */
const HONOURS: readonly Honoured[] = [
  {
    ...{ openid: 'demo-parent', name: '王＊＊', kind: 'civil', way: 'own', state: 'awarded', at: 130, granted: 100 },
    words: '一家人天天门前三包，楼道里的花都是她家浇的',
  },
  {
    ...{ openid: 'demo-parent', name: '王＊＊', kind: 'garden', way: 'neighbour', state: 'nominated', at: 2 },
    words: '阳台种了三十盆花，谁家要都给分一枝',
  },
  {
    ...{ openid: 'demo-volunteer', name: '刘＊＊', kind: 'finest', way: 'staff', state: 'review', at: 3 },
    words: '一家三口都是志愿者，节假日也来值守',
  },
  {
    ...{ openid: 'demo-neighbour', name: '孙＊', kind: 'garden', way: 'own', state: 'listed', at: 9 },
    words: '小院收拾得干净，门口摆了凳子给老人歇脚',
  },
  {
    ...{ openid: 'demo-street', name: '马＊＊', kind: 'civil', way: 'own', state: 'disputed', at: 10 },
    words: '邻里和睦，从不占楼道',
  },
  {
    ...{
      openid: 'demo-elder',
      name: '陈＊＊',
      kind: 'finest',
      way: 'staff',
      state: 'rechecking',
      at: 240,
      granted: 200,
    },
    words: '照顾瘫痪的老伴十二年，还教邻居孩子写字',
  },
  {
    ...{ openid: 'demo-alley', name: '李＊', kind: 'civil', way: 'own', state: 'revoked', at: 320, granted: 290 },
    ...{ ended: 60, words: '楼下的垃圾桶是他家每天擦' },
  },
  {
    ...{ openid: 'demo-river', name: '普＊＊', kind: 'garden', way: 'own', state: 'expired', at: 780, granted: 750 },
    ...{ ended: 12, words: '河边的小菜园，吃不完就送食堂' },
  },
  {
    ...{ openid: 'demo-hill', name: '杨＊', kind: 'finest', way: 'neighbour', state: 'refused', at: 50, ended: 35 },
    words: '人好，见谁都打招呼',
  },
  {
    ...{ openid: 'demo-gate', name: '张＊＊', kind: 'civil', way: 'staff', state: 'declined', at: 30, ended: 29 },
    words: '抗旱时让出自家的水',
  },
  {
    ...{ openid: 'demo-lane', name: '方＊', kind: 'garden', way: 'staff', state: 'lapsed', at: 40, ended: 26 },
    words: '院墙上画了画，孩子们都爱去',
  },
  {
    ...{ openid: 'demo-well', name: '白＊＊', kind: 'finest', way: 'own', state: 'returned', at: 200, granted: 170 },
    ...{ ended: 20, words: '婆媳像母女' },
  },
]

/** Honours at the first centre, in every state. */
export function honours(now: number): HonourDocument[] {
  return HONOURS.map(each => honourOf(each, now))
}

function honourOf(
  { openid, name, kind, way, words, state, at, granted, ended }: Honoured,
  now: number,
): HonourDocument {
  const rules = honourRules()
  const ago = (days: number) => now - days * DAY
  const _id = `demo-honour-${openid.slice('demo-'.length)}-${kind}`
  const accountId = accountIdOf(openid)
  const isAsked = state === 'review' || state === 'disputed' || state === 'rechecking'
  const panelUntil = isAsked ? afterWorkdays(ago(2), rules.panelWorkdays) : null
  const listedUntil = state === 'listed' || state === 'disputed' ? afterWorkdays(ago(1), rules.listingWorkdays) : null
  const grantedAt = granted === undefined ? null : ago(granted)
  const until =
    grantedAt === null ? null : state === 'expired' ? ago(ended ?? 0) : endOfMonth(grantedAt, rules.termMonths)
  const next = grantedAt === null ? 0 : endOfMonth(grantedAt, rules.recheckMonths)
  const recheckAt = !isOpen(state) || grantedAt === null ? null : next
  const answerUntil = state === 'nominated' ? ago(at) + rules.answerDays * DAY : 0
  const endedAt = ended === undefined ? null : ago(ended)
  const steps: HonourDocument['steps'] = [
    { state: 'nominated', at: ago(at) },
    ...(grantedAt === null ? [] : [{ state: 'awarded' as const, at: grantedAt }]),
    { state, at: endedAt ?? ago(2) },
  ]
  return {
    ...{ _id, centreId: 'jiangchuan', kind, accountId, name, words, rulesId: rules.id, way },
    nominator: { household: way === 'own' ? 'own' : `nominator-${halfOf(ago(at))}`, by: '' },
    ...{
      requests: [`nominated-${_id}`],
      state,
      stage: stageOf(state),
      at: ago(at),
      listedUntil,
      grantedAt,
      until,
      recheckAt,
      endedAt,
    },
    dueAt: isOpen(state) ? (panelUntil ?? listedUntil ?? (recheckAt || answerUntil)) : 0,
    reason: state === 'rechecking' ? '他家最近常在楼道里堆东西' : '',
    objections:
      state === 'disputed' ? { 'an-objector': { reason: '上个月还在楼道里停电动车', at: ago(1), requestId: '' } } : {},
    judges: isAsked ? PANEL.map(member => accountIdOf(member.openid)).filter(id => id !== accountId) : [],
    panelUntil,
    votes: {},
    round: state === 'nominated' ? 0 : state === 'disputed' || state === 'rechecking' ? 2 : 1,
    steps,
    revision: 1,
    forgottenAt: null,
  }
}
