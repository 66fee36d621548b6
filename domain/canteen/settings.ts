import { atLocal, DAY, localDate } from '../time'
import type { CanteenPlan } from './menu-plan'
import { type PriceFault, type PriceRules, priceFaults, priceRulesOn } from './price-rules'

/** What a manager decides about lunch; sittings that are published stay as they are. */
export interface CanteenSettings extends Pick<CanteenPlan, 'from' | 'until' | 'closesBefore' | 'capacity'> {
  seatings: { after: number; seats: number }[]
  delivers: boolean
  /** Meals of them that are cooked beyond the orders, for people who come without one. */
  spare: number
  /** Orders can be paid online; only where there is a merchant. */
  online: boolean
}

/** Why settings cannot be stored. */
export type SettingsFault = 'times' | 'seatings' | 'rounds'

/** A price from a day on: the tiers stay those of the version before, with other amounts. Money is in fen. */
export interface NewPrices {
  /** First local date. */
  from: string
  list: number
  charity: number
  /** What is left for the eater, by tier; the public pays the rest. */
  selfs: Record<string, number>
  fee: number
}

/** Why new prices cannot be stored. `past`: they would change what people were promised; `none`: there are none to replace. */
export type NewPricesFault = PriceFault['fault'] | 'past' | 'none' | 'later'

/** The settings of a canteen. */
export function settingsOf(plan: CanteenPlan & { online?: boolean; spare?: number }): CanteenSettings {
  const { from, until, closesBefore, capacity, seatings, modes, online = false, spare = 0 } = plan
  return {
    from,
    until,
    closesBefore,
    capacity,
    spare,
    seatings: seatings.map(({ after, seats }) => ({ after, seats })),
    delivers: modes.includes('delivery'),
    online,
  }
}

/** Why these settings cannot be stored; null: they can. Pure. */
export function settingsFault(
  { from, until, seatings, delivers }: CanteenSettings,
  { rounds }: Pick<CanteenPlan, 'rounds'>,
): SettingsFault | null {
  if (from >= until) return 'times'
  const times = seatings.map(({ after }) => after)
  if (times.some(after => from + after >= until) || new Set(times).size < times.length) return 'seatings'
  return delivers && rounds.length === 0 ? 'rounds' : null
}

/** The plan with other settings. A seating keeps its id as long as its time stays. Pure. */
export function withSettings(
  plan: CanteenPlan,
  settings: CanteenSettings,
): CanteenPlan & { online: boolean; spare: number } {
  const { from, until, closesBefore, capacity, seatings, delivers, online, spare } = settings
  const known = new Map(plan.seatings.map(({ id, after }) => [after, id]))
  return {
    ...plan,
    from,
    until,
    closesBefore,
    capacity,
    spare,
    online,
    seatings: seatings.map(({ after, seats }) => ({ id: known.get(after) ?? `at-${after}`, after, seats })),
    modes: [...plan.modes.filter(mode => mode !== 'delivery'), ...(delivers ? (['delivery'] as const) : [])],
  }
}

/**
 * All versions with new prices from a day on: the version before ends the day before. Only days to come get other prices, and a
 * version that begins on the same day is replaced. `id` is that of the new version. Pure.
 */
export function withNewPrices(
  versions: readonly PriceRules[],
  { from, list, charity, selfs, fee }: NewPrices,
  { id, today }: { id: string; today: string },
): PriceRules[] | NewPricesFault {
  if (from <= today) return 'past'
  if (versions.some(version => version.from > from)) return 'later'
  const others = versions.filter(version => version.from !== from)
  const dayBefore = localDate(atLocal(from) - DAY)
  const before = priceRulesOn(others, dayBefore)
  if (!before) return 'none'
  const tiers = before.tiers.map(tier => {
    const self = selfs[tier.id] ?? tier.self
    return { ...tier, self, subsidy: list - charity - self }
  })
  const after: PriceRules = {
    id,
    from,
    until: null,
    list,
    charity,
    tiers,
    delivery: { ...before.delivery, fee },
  }
  const all = [...others.map(version => (version === before ? { ...version, until: dayBefore } : version)), after]
  const [fault] = priceFaults(all)
  return fault ? fault.fault : all
}

/** Says what differs between two settings, for the journal. */
export function saySettings(before: CanteenSettings, after: CanteenSettings): { from: string; to: string } {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  const changed = was.map((text, n) => [text, is[n] ?? ''] as const).filter(([one, other]) => one !== other)
  return { from: changed.map(([text]) => text).join('，'), to: changed.map(([, text]) => text).join('，') }
}

function wordsOf({
  from,
  until,
  closesBefore,
  capacity,
  seatings,
  delivers,
  online,
  spare,
}: CanteenSettings): string[] {
  return [
    `${sayMinute(from)}–${sayMinute(until)}`,
    `提前 ${closesBefore / (60 * 60 * 1000)} 小时截止`,
    `${capacity} 份`,
    `现场备 ${spare} 份`,
    `堂食 ${seatings.map(({ after, seats }) => `${sayMinute(from + after)} ${seats} 座`).join('、') || '没有'}`,
    delivers ? '送餐' : '不送餐',
    online ? '可在线付' : '不在线付',
  ]
}

/** A minute of the local day as people write it, `HH:mm`. */
export function sayMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** The minute of the local day that was typed, such as 11:30 or 11：30; null: it is none. */
export function typedMinute(text: string): number | null {
  const parts = /^\s*(\d{1,2})\s*[:：]\s*(\d{2})\s*$/.exec(text)
  const [hours, minutes] = [Number(parts?.[1]), Number(parts?.[2])]
  return parts && hours < 24 && minutes < 60 ? hours * 60 + minutes : null
}
