import { type OrderWish, orderOf, takesOf } from '@domain/canteen/order'
import { priceOrder } from '@domain/canteen/price'
import { type PriceRules, priceRulesOn } from '@domain/canteen/price-rules'
import { eaterFactsAt } from '@domain/canteen/proofs'
import type { Sitting } from '@domain/canteen/sitting'
import { SELF_ID } from '@domain/people/members'
import { openState } from '@domain/places/opening-hours'
import { atLocal, DAY, HOUR, localDate, MINUTE, startOfLocalDay, weekday } from '@domain/time'
import { newSession } from '../../../cloudfunctions/lib/catalogue/new-session'
import { accountIdOf, eaterKeyOf } from '../../../cloudfunctions/lib/kernel/ids'
import type {
  AccountDocument,
  BookingDocument,
  CentreDocument,
  CheckInDocument,
  OfferingDocument,
  SessionDocument,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn, SEED_ID_SECRET } from '../../bookings'
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
  sessions: SessionDocument[]
  bookings: BookingDocument[]
  checkins: CheckInDocument[]
}

/** The canteens with their menus of the coming weeks, and the lunch that `elder` ate last. Changes `elder`. */
export function canteens(centres: CentreDocument[], elder: AccountDocument, now: number): Canteens {
  const kitchens = centres.flatMap(centre => {
    const plan = CANTEENS[centre._id]
    return plan ? [{ centre, plan }] : []
  })
  const sittings = kitchens.map(({ centre, plan }) => lunches(centre, plan, now))
  confirmAge(elder, now)
  const eaten = sittings.flat().filter(({ centreId, endsAt }) => centreId === 'jiangchuan' && endsAt < now - HOUR)
  const last = eaten.at(-1)
  const coming = sittings.flat().filter(({ endsAt }) => endsAt >= now - HOUR)
  if (!last) throw new Error('There was no lunch in the last days')
  const booking = orderLunch(last, elder, now)
  return {
    offerings: kitchens.map(({ centre }) => offering(centre)),
    sessions: [last, ...coming],
    bookings: [booking],
    checkins: [checkIn(booking, last.startsAt + 30 * MINUTE, doorkeeperOf(last.centreId))],
  }
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

function lunches(centre: CentreDocument, plan: (typeof CANTEENS)[string], now: number): SessionDocument[] {
  const found: SessionDocument[] = []
  for (let day = -7; day < DAYS_AHEAD; day++) {
    const date = localDate(startOfLocalDay(now, day))
    const startsAt = atLocal(date, LUNCH.from)
    const endsAt = atLocal(date, LUNCH.until)
    const state = openState(centre.hours, startsAt)
    const prices = priceRulesOn(PRICES, date)
    if (!prices || !state.open || state.closesAt < endsAt) continue
    found.push(lunch(centre, plan, { startsAt, endsAt, prices }))
  }
  return found
}

function lunch(
  centre: CentreDocument,
  { room, meals, round, buildings }: (typeof CANTEENS)[string],
  { startsAt, endsAt, prices }: { startsAt: number; endsAt: number; prices: PriceRules },
): SessionDocument {
  const seating = (id: string, minutes: number) => ({
    id,
    at: startsAt + minutes * MINUTE,
    seats: Math.floor(meals / 3),
  })
  const sitting: Sitting = {
    menu: { dishes: [...(MENUS[weekday(startsAt)] ?? [])], picks: { meat: 1 } },
    modes: ['dine-in', 'pick-up', 'delivery'],
    seatings: [seating('early', 0), seating('middle', 30), seating('late', 60)],
    rounds: [{ id: 'first', label: round, buildings, places: 20 }],
    prices,
  }
  return newSession({
    _id: `${centre._id}-lunch-${localDate(startsAt).replaceAll('-', '')}`,
    offeringId: `${centre._id}-lunch`,
    centreId: centre._id,
    centreName: centre.name,
    address: centre.address,
    kind: 'meal',
    category: 'canteen',
    title: '爱心午餐',
    room,
    teacher: '',
    startsAt,
    endsAt,
    capacity: meals,
    reserve: 0,
    rules: {
      opensBefore: null,
      closesBefore: CUT_OFF,
      cancelBefore: CUT_OFF,
      maxActive: null,
      partyMax: 6,
      offerFor: 30 * MINUTE,
      checkInBefore: 30 * MINUTE,
      audience: { ageMin: null, ageMax: null, accompanied: 'no' },
    },
    sitting,
  })
}

/** Staff have seen the paper: the birth month of the account's holder counts for the price. */
function confirmAge(account: AccountDocument, now: number): void {
  const [holder] = self(account)
  const birthMonth = holder?.birthMonth
  if (!birthMonth) return
  const proof = { proof: 'age', birthMonth, until: null, at: now - 40 * DAY, by: accountIdOf('demo-staff') } as const
  account.eaters = {
    [SELF_ID]: {
      key: eaterKeyOf({ idSecret: SEED_ID_SECRET }, { name: '陈桂英', birthMonth, lastFour: '1021' }),
      proofs: [{ ...proof, requestId: 'demo-paper' }],
    },
  }
}

/** A lunch for the holder of the account, who dines in. */
function orderLunch(session: SessionDocument, account: AccountDocument, now: number): BookingDocument {
  const { sitting, startsAt } = session
  if (!sitting) throw new Error(`${session._id} is no sitting`)
  const eater = account.eaters?.[SELF_ID]
  const [main] = sitting.menu.dishes
  const wish: OrderWish = {
    mode: 'dine-in',
    seatingId: 'middle',
    meals: [{ memberId: SELF_ID, dishes: main ? [main.id] : [] }],
  }
  const facts = eaterFactsAt(eater?.proofs ?? [], startsAt)
  const price = priceOrder(sitting.prices, [{ eater: facts, surcharge: main?.surcharge ?? 0 }], false)
  return book(session, {
    account,
    party: self(account),
    requestId: session._id,
    createdAt: startsAt - CUT_OFF - 2 * HOUR,
    now,
    random: seededRandom(session._id),
    meal: { order: orderOf(sitting, wish, price, 1), takes: takesOf(sitting, wish), eaters: eater ? [eater.key] : [] },
  })
}
