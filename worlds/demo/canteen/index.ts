import type { Dish } from '@domain/canteen/menu'
import { lunchOn } from '@domain/canteen/menu-plan'
import { type OrderWish, orderOf, takesOf } from '@domain/canteen/order'
import { priceOrder } from '@domain/canteen/price'
import type { PriceRules } from '@domain/canteen/price-rules'
import { eaterFactsAt } from '@domain/canteen/proofs'
import type { Mode } from '@domain/canteen/sitting'
import { SELF_ID } from '@domain/people/members'
import { openState } from '@domain/places/opening-hours'
import { DAY, HOUR, localDate, MINUTE, startOfLocalDay, weekday } from '@domain/time'
import { newSitting } from '../../../cloudfunctions/lib/canteen/new-sitting'
import { accountIdOf, eaterKeyOf } from '../../../cloudfunctions/lib/kernel/ids'
import type {
  AccountDocument,
  BookingDocument,
  CanteenDocument,
  CentreDocument,
  CheckInDocument,
  MenuDocument,
  OfferingDocument,
  SessionDocument,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn, SEED_ID_SECRET } from '../../bookings'
import { account, birthMonthBefore, holder } from '../../households'
import { seededRandom } from '../../random'
import { doorkeeperOf, self } from '../people'
import { DAYS_AHEAD } from '../timetable'
import { MENUS } from './dishes'

/** The canteens, and the buildings of the round that each delivers on. */
const CANTEENS: Readonly<Record<string, { room: string; meals: number; round: string; buildings: string[] }>> = {
  jiangchuan: {
    room: '一楼爱心食堂',
    meals: 120,
    round: '湖滨线',
    buildings: ['湖滨小区 1 栋', '湖滨小区 3 栋', '星云家园'],
  },
  chengguan: { room: '一楼党建食堂', meals: 80, round: '城关线', buildings: ['城关小区', '宁州街老居民楼'] },
  lianjiang: { room: '老年人幸福食堂', meals: 60, round: '练江线', buildings: ['练江新村', '练江老街'] },
}

/** The centres whose orders can be paid online, with merchant numbers that only the platform of this machine knows. */
export const DEMO_MERCHANTS: Readonly<Record<string, string>> = { jiangchuan: '1900000109' }

/** Lunch is served from eleven to one; orders are taken until four in the afternoon of the day before. */
const LUNCH = { from: 11 * 60, until: 13 * 60 }
const CUT_OFF = 19 * HOUR

/** Amounts are made up after what the city's canteens ask. */
const PRICES: readonly PriceRules[] = [
  {
    id: 'demo-prices',
    from: '2026-01-01',
    until: null,
    list: 1200,
    charity: 400,
    tiers: [
      { id: '60', label: '60–69 岁', ages: { min: 60, max: 69 }, proofs: [], subsidy: 300, self: 500 },
      { id: '70', label: '70–79 岁', ages: { min: 70, max: 79 }, proofs: [], subsidy: 400, self: 400 },
      { id: '80', label: '80–89 岁', ages: { min: 80, max: 89 }, proofs: [], subsidy: 500, self: 300 },
      {
        id: '90',
        label: '90 岁以上、特困',
        ages: { min: 90, max: null },
        proofs: ['destitute'],
        subsidy: 800,
        self: 0,
      },
      { id: 'low', label: '低保、失能', ages: null, proofs: ['low-income', 'disabled'], subsidy: 600, self: 200 },
    ],
    delivery: { fee: 100, freeAloneFrom: 80 },
  },
]

interface Canteens {
  offerings: OfferingDocument[]
  canteens: CanteenDocument[]
  menus: MenuDocument[]
  accounts: AccountDocument[]
  sessions: SessionDocument[]
  bookings: BookingDocument[]
  checkins: CheckInDocument[]
}

/** The canteens with their menus of the coming weeks, and the lunch that `elder` ate last. Changes `elder`. */
export function canteens(centres: CentreDocument[], elder: AccountDocument, now: number): Canteens {
  const kitchens = centres.flatMap(centre => {
    const plan = CANTEENS[centre._id]
    return plan ? [{ centre, canteen: canteenOf(centre, plan) }] : []
  })
  const planned = kitchens.map(({ centre, canteen }) => lunches(centre, canteen, now))
  const sittings = planned.flatMap(({ sessions }) => sessions)
  confirmAge(elder, now)
  const eaten = sittings.filter(({ centreId, endsAt }) => centreId === 'jiangchuan' && endsAt < now - HOUR)
  const last = eaten.at(-1)
  const coming = sittings.filter(({ endsAt }) => endsAt >= now - HOUR)
  if (!last) throw new Error('There was no lunch in the last days')
  const booking = orderLunch(last, elder, { now, main: 0, mode: 'dine-in' })
  const eaters = NEIGHBOURS.map(neighbour => neighbourOf(neighbour, now))
  const today = localDate(now)
  const soon = coming.filter(({ centreId, startsAt }) => centreId === 'jiangchuan' && startsAt < now + 2 * DAY)
  const orders = soon.flatMap(session =>
    // Fewer have ordered already for the next day.
    eaters
      .slice(0, localDate(session.startsAt) === today ? eaters.length : 5)
      .map(({ account, mode, door }, n) => orderLunch(session, account, { now, main: n % 3, mode, door })),
  )
  return {
    offerings: kitchens.map(({ centre }) => offering(centre)),
    canteens: kitchens.map(({ canteen }) => canteen),
    menus: planned.flatMap(({ menus }) => menus),
    sessions: [last, ...coming],
    accounts: eaters.map(({ account }) => account),
    bookings: [booking, ...orders],
    checkins: [checkIn(booking, last.startsAt + 30 * MINUTE, doorkeeperOf(last.centreId))],
  }
}

/** Neighbours who eat at the canteen: how old they are, and how they get their meal. Nobody has seen the last one's paper. */
const NEIGHBOURS: readonly { name: string; age: number; mode: Mode; isKnown: boolean; door?: string }[] = [
  { name: '王秀英', age: 83, mode: 'delivery', isKnown: true, door: '2 单元 101' },
  { name: '李国华', age: 76, mode: 'dine-in', isKnown: true },
  { name: '普凤仙', age: 71, mode: 'pick-up', isKnown: true },
  { name: '张文明', age: 68, mode: 'dine-in', isKnown: true },
  { name: '马玉珍', age: 91, mode: 'delivery', isKnown: true, door: '3 单元 402' },
  { name: '杨光荣', age: 79, mode: 'dine-in', isKnown: true },
  { name: '赵家福', age: 66, mode: 'pick-up', isKnown: false },
]

function neighbourOf({ name, age, mode, isKnown, door }: (typeof NEIGHBOURS)[number], now: number) {
  const openid = `demo-eater-${name}`
  const neighbour = account(openid, [holder(name, birthMonthBefore(now, age, 4), now - 60 * DAY)], now - 60 * DAY)
  if (isKnown) confirmAge(neighbour, now)
  return { account: neighbour, mode, door }
}

function offering({ _id: centreId }: CentreDocument): OfferingDocument {
  return {
    _id: `${centreId}-lunch`,
    centreId,
    kind: 'meal',
    category: 'canteen',
    title: '爱心午餐',
    summary: '一荤两素一汤，热乎乎的家常饭',
    bring: '',
    teacher: { name: '食堂师傅', intro: '' },
    priceCents: 0,
  }
}

/** How many days after the published ones are planned only. */
const PLANNED_DAYS = 7

/** The menus from a week ago on, and the sittings of those that are published. */
function lunches(centre: CentreDocument, canteen: CanteenDocument, now: number) {
  const sessions: SessionDocument[] = []
  const menus: MenuDocument[] = []
  for (let day = -7; day < DAYS_AHEAD + PLANNED_DAYS; day++) {
    const date = localDate(startOfLocalDay(now, day))
    const { startsAt, endsAt } = lunchOn(canteen, date)
    const state = openState(centre.hours, startsAt)
    if (!state.open || state.closesAt < endsAt) continue
    const dishes = [...(MENUS[weekday(startsAt)] ?? [])]
    const _id = `${centre._id}-lunch-${date.replaceAll('-', '')}`
    const sitting = day < DAYS_AHEAD ? newSitting(canteen, centre, { _id, date, dishes }) : null
    if (sitting) sessions.push(sitting)
    menus.push(menu(centre._id, date, dishes, { sessionId: sitting?._id ?? null, changedAt: now - 8 * DAY }))
  }
  return { sessions, menus }
}

function menu(
  centreId: string,
  date: string,
  dishes: Dish[],
  { sessionId, changedAt }: Pick<MenuDocument, 'sessionId' | 'changedAt'>,
): MenuDocument {
  return {
    _id: `${centreId}-${date}`,
    centreId,
    date,
    dishes,
    revision: 1,
    requests: [],
    sessionId,
    changedAt,
    changedBy: '',
    forgottenAt: null,
  }
}

function canteenOf(
  { _id }: CentreDocument,
  { room, meals, round, buildings }: (typeof CANTEENS)[string],
): CanteenDocument {
  const seats = Math.floor(meals / 3)
  return {
    _id,
    ...(DEMO_MERCHANTS[_id] ? { online: true } : {}),
    offeringId: `${_id}-lunch`,
    title: '爱心午餐',
    room,
    ...LUNCH,
    closesBefore: CUT_OFF,
    capacity: meals,
    picks: { meat: 1 },
    modes: ['dine-in', 'pick-up', 'delivery'],
    seatings: [
      { id: 'early', after: 0, seats },
      { id: 'middle', after: 30, seats },
      { id: 'late', after: 60, seats },
    ],
    rounds: [{ id: 'first', label: round, buildings, places: 20 }],
    prices: [...PRICES],
  }
}

/** Staff have seen the paper: the birth month of the account's holder counts for the price. */
function confirmAge(account: AccountDocument, now: number): void {
  const birthMonth = self(account)[0]?.birthMonth
  if (!birthMonth) return
  const proof = { proof: 'age', birthMonth, until: null, at: now - 40 * DAY, by: accountIdOf('demo-staff') } as const
  account.eaters = {
    [SELF_ID]: {
      key: eaterKeyOf({ idSecret: SEED_ID_SECRET }, { name: account._id, birthMonth, lastFour: '1021' }),
      proofs: [{ ...proof, requestId: 'demo-paper' }],
    },
  }
}

/** A lunch for the holder of the account: a main dish, and a mode. */
function orderLunch(
  session: SessionDocument,
  account: AccountDocument,
  { now, main, mode, door = '1 单元 201' }: { now: number; main: number; mode: Mode; door?: string | undefined },
): BookingDocument {
  const { sitting, startsAt } = session
  if (!sitting) throw new Error(`${session._id} is no sitting`)
  const eater = account.eaters?.[SELF_ID]
  const dish = sitting.menu.dishes[main]
  const [round] = sitting.rounds
  const wish: OrderWish = {
    mode,
    meals: [{ memberId: SELF_ID, dishes: dish ? [dish.id] : [] }],
    ...(mode === 'dine-in' ? { seatingId: 'middle' } : {}),
    ...(mode === 'delivery' && round
      ? { roundId: round.id, to: { building: round.buildings[main % 2] ?? '', door, phone: '0877-5550123' } }
      : {}),
  }
  const facts = eaterFactsAt(eater?.proofs ?? [], startsAt)
  const price = priceOrder(sitting.prices, [{ eater: facts, surcharge: dish?.surcharge ?? 0 }], mode === 'delivery')
  return book(session, {
    account,
    party: self(account),
    requestId: session._id,
    createdAt: Math.min(startsAt - CUT_OFF - 2 * HOUR, now - HOUR),
    now,
    random: seededRandom(session._id + account._id),
    meal: { order: orderOf(sitting, wish, price, 1), takes: takesOf(sitting, wish), eaters: eater ? [eater.key] : [] },
  })
}
