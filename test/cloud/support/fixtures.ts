import { type Layout, spotCounts } from '@domain/offerings/layout'
import { settleDueAt } from '@domain/sessions/settle'
import { NEVER } from '@domain/stations/state'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/ids'
import type {
  AccountDocument,
  CentreDocument,
  OfferingDocument,
  SessionDocument,
  StaffDocument,
  StationDocument,
} from '../../../cloudfunctions/lib/store/documents'

/** Small documents for one test each: only what the test is about differs from these. */

export const CENTRE = 'jiangchuan'

export function aCentre(change: Partial<CentreDocument> = {}): CentreDocument {
  return {
    _id: CENTRE,
    name: '江川区党群服务中心',
    county: '江川区',
    address: '江川区宁海街道1号',
    phone: '0877-5550100',
    location: { type: 'Point', coordinates: [102.75, 24.29] },
    hours: { week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 480, closes: 1260 })), closures: [] },
    facilities: ['饮水', '充电'],
    wayIn: '正门进，右手边',
    order: 1,
    ...change,
  }
}

export function anOffering(change: Partial<OfferingDocument> = {}): OfferingDocument {
  return {
    _id: 'calligraphy',
    centreId: CENTRE,
    kind: 'class',
    category: 'children',
    title: '书法小课桌',
    summary: '一笔一画',
    bring: '',
    teacher: { name: '李老师', intro: '书法教师' },
    priceCents: 0,
    ...change,
  }
}

type SessionChange = Omit<Partial<SessionDocument>, 'rules'> & { rules?: Partial<SessionDocument['rules']> }

/** Ten places, in three days, for anybody, no limits. */
export function aSession(now: number, { rules, ...change }: SessionChange = {}): SessionDocument {
  const startsAt = change.startsAt ?? now + 3 * DAY
  const capacity = change.capacity ?? 10
  return {
    _id: 'calligraphy-1',
    offeringId: 'calligraphy',
    centreId: CENTRE,
    centreName: '江川区党群服务中心',
    address: '江川区宁海街道1号',
    kind: 'class',
    category: 'children',
    title: '书法小课桌',
    room: '二楼小课桌',
    teacher: '李老师',
    startsAt,
    endsAt: startsAt + 90 * MINUTE,
    capacity,
    reserve: 0,
    seatsLeft: capacity - (change.reserve ?? 0),
    ...(rules?.ballot ? { drawAt: startsAt - rules.ballot.drawBefore } : {}),
    claims: {},
    claimedAt: 0,
    waitlist: {},
    waiting: 0,
    offers: {},
    turnAt: 0,
    turns: 0,
    capacityChanges: {},
    status: 'open',
    settleAt: settleDueAt(change.endsAt ?? startsAt + 90 * MINUTE),
    moves: 0,
    changedAt: 0,
    changes: {},
    rules: {
      opensBefore: null,
      closesBefore: 0,
      cancelBefore: HOUR,
      offerFor: 30 * MINUTE,
      maxActive: null,
      partyMax: 4,
      checkInBefore: 30 * MINUTE,
      audience: { ageMin: null, ageMax: null, accompanied: 'no' },
      ...rules,
    },
    ...change,
  }
}

/** A day of numbered parts in twelve slots of half an hour, from tomorrow on, three slots at most. */
export function aDay(
  now: number,
  { layout, ...change }: Omit<SessionChange, 'layout'> & { layout?: Partial<Layout> } = {},
): SessionDocument {
  const whole: Layout = {
    units: [{ id: 's1', label: '1 号座' }],
    choose: true,
    slot: 30 * MINUTE,
    minSlots: 1,
    maxSlots: 3,
    gapSlots: 0,
    ...layout,
  }
  const startsAt = change.startsAt ?? now + DAY
  const hours = { startsAt, endsAt: change.endsAt ?? startsAt + 6 * HOUR }
  return {
    ...aSession(now, {
      _id: 'study-1',
      offeringId: 'study',
      kind: 'seat',
      category: 'study',
      title: '自习室',
      room: '三楼',
      teacher: '',
      ...hours,
      ...spotCounts(whole, hours),
      settleAt: settleDueAt(hours.startsAt),
      ...change,
    }),
    layout: whole,
    spots: {},
    closures: {},
  }
}

/** So many units, numbered from 1. */
export function units(prefix: string, count: number): Layout['units'] {
  return Array.from({ length: count }, (_, n) => ({ id: `${prefix}${n + 1}`, label: `${n + 1} 号` }))
}

/** A household with a child of eight and one of four. */
export function aHousehold(openid: string, now: number): AccountDocument {
  const child = (id: string, nickname: string, years: number) => ({
    id,
    relation: 'child' as const,
    nickname,
    birthMonth: new Date(now - (years * 365.25 + 40) * DAY).toISOString().slice(0, 7),
    consentAt: now,
  })
  return {
    _id: accountIdOf(openid),
    openid,
    members: [child('guoguo', '果果', 8), child('doudou', '豆豆', 4)],
    ledger: {},
    missed: {},
    revision: 1,
    createdAt: now,
  }
}

export function aStaff(openid: string, change: Partial<StaffDocument['roles'][number]> = {}): StaffDocument {
  return {
    _id: accountIdOf(openid),
    roles: [{ centreId: CENTRE, centreName: '江川区党群服务中心', role: 'staff', ...change }],
  }
}

export const STATION = 'jiangchuan-station'

/** Twenty seats, open day and night, two hours a visit. */
export function aStation(change: Partial<StationDocument> = {}): StationDocument {
  const capacity = change.capacity ?? 20
  return {
    _id: STATION,
    centreId: CENTRE,
    centreName: '江川区党群服务中心',
    name: '湖滨路暖锋驿站',
    county: '江川区',
    address: '江川区宁海街道1号',
    phone: '0877-5550100',
    location: { type: 'Point', coordinates: [102.75, 24.29] },
    hours: { week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 0, closes: 1440 })), closures: [] },
    wayIn: '门口红雨棚，推门就进',
    drawing: 'street',
    facilities: ['water', 'charging'],
    healthDays: [],
    stay: 2 * HOUR,
    order: 1,
    capacity,
    free: capacity,
    visits: {},
    counted: 0,
    countedUntil: NEVER,
    endsAt: NEVER,
    arrivals: 0,
    claimedAt: 0,
    closure: null,
    events: {},
    eventsAt: 0,
    seenAt: 0,
    ...change,
  }
}
