import { sayAllergens } from '@domain/canteen/allergies'
import type { NewPricesFault, SettingsFault } from '@domain/canteen/settings'
import type { ErrorDetails } from '@domain/errors'
import { moment } from './say-details'

type CanteenCode =
  | 'ALLERGY_WARNING'
  | 'KITCHEN_MISMATCH'
  | 'PAYMENT_NOT_OFFERED'
  | 'PAYMENT_TOO_LATE'
  | 'SETTINGS_CHANGED'
  | 'SETTINGS_INVALID'
  | 'PRICES_INVALID'

const SETTINGS_FAULTS: Record<SettingsFault, string> = {
  times: '结束要比开始晚',
  seatings: '堂食时间要在开餐时间里，不能重复',
  rounds: '还没有送餐线路，不能开送餐',
}

const PRICE_FAULTS: Record<NewPricesFault, string> = {
  amount: '补贴不能是负数：自付加爱心款比标价还高',
  sum: '几项加起来不等于标价',
  dates: '日期前后反了',
  overlap: '和别的价格日期重叠了',
  past: '新价格最早从明天起',
  none: '那一天之前没有价格',
  later: '后面已经定过更晚的价格',
}

/** What is said about refusals that only pages of the canteen get, as in `messages.ts`. */
export const CANTEEN_MESSAGES: {
  [Code in CanteenCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  ALLERGY_WARNING: ({ dish, allergens }) => ({
    text: `「${dish}」含${sayAllergens(allergens)}`,
    hint: '这位家人对它过敏，请换个菜。',
  }),
  KITCHEN_MISMATCH: ({ bookingId }) => ({
    text: '备餐单和餐签对不上',
    hint: `请先别备这一餐，把编号 ${bookingId} 报给系统管理员。`,
  }),
  PAYMENT_NOT_OFFERED: () => ({ text: '这里暂时不能在线付', hint: '取餐时付就好，现金、刷卡都行。' }),
  PAYMENT_TOO_LATE: ({ until }) => ({
    text: '来不及在线付了',
    hint: `在线付款要在 ${moment(until)} 前办完。可以选取餐时付。`,
  }),
  SETTINGS_CHANGED: () => ({ text: '别人刚改过设置', hint: '您改的还在，其余换成新的了，看一下再存。' }),
  SETTINGS_INVALID: ({ fault }) => ({ text: SETTINGS_FAULTS[fault], hint: '改一下再存。' }),
  PRICES_INVALID: ({ fault }) => ({ text: PRICE_FAULTS[fault], hint: '改一下再存。' }),
}
