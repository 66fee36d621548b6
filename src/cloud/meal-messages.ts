import { COURSES, type Course } from '@domain/canteen/menu'
import { sayMoney } from '@domain/canteen/price'
import { MODES, type Mode } from '@domain/canteen/sitting'
import type { ErrorDetails } from '@domain/errors'
import { atLocal, sayDay } from '@domain/time'
import { cloudNow } from './clock'
import { moment } from './say-details'

type MealCode =
  | 'NOT_A_SITTING'
  | 'MODE_NOT_OFFERED'
  | 'SEATING_NEEDED'
  | 'ROUND_NEEDED'
  | 'ADDRESS_NEEDED'
  | 'DISH_NOT_FOUND'
  | 'MEAL_INCOMPLETE'
  | 'ORDER_SOLD_OUT'
  | 'ALREADY_ORDERED'
  | 'ORDER_CHANGED'
  | 'CANTEEN_NOT_FOUND'
  | 'MENU_CHANGED'
  | 'MENU_PUBLISHED'
  | 'MENU_INVALID'
  | 'REASON_NEEDED'
  | 'ALREADY_PAID'
  | 'NOTHING_DUE'
  | 'ROW_NOT_FOUND'
  | 'ALREADY_REVERSED'
  | 'SECOND_PERSON_NEEDED'
  | 'TILL_CHANGED'
  | 'TILL_CLOSED'

function sayMode(mode: Mode): string {
  return MODES.find(({ id }) => id === mode)?.label ?? mode
}

function sayCourse(course: Course): string {
  return COURSES.find(({ id }) => id === course)?.label ?? course
}

function saySoldOut(what: ErrorDetails['ORDER_SOLD_OUT']['what'], name: string): string {
  return { meals: '这一餐', dish: `「${name}」`, seating: `${name} 的座位`, round: `${name}送餐` }[what]
}

/** What is said about refusals of meals, from the order to the till, as in `messages.ts`. */
export const MEAL_MESSAGES: {
  [Code in MealCode]: (detail: ErrorDetails[Code]) => { text: string; hint?: string }
} = {
  NOT_A_SITTING: () => ({ text: '没有找到这一餐', hint: '请回「食堂」重新选。' }),
  MODE_NOT_OFFERED: ({ mode }) => ({ text: `这一餐不能${sayMode(mode)}`, hint: '请换一种用餐方式。' }),
  SEATING_NEEDED: () => ({ text: '还没选几点来吃', hint: '请选一个用餐时间。' }),
  ROUND_NEEDED: () => ({ text: '还没选送餐线路', hint: '请选您住的小区。' }),
  ADDRESS_NEEDED: () => ({ text: '还没填送到哪里', hint: '请选楼栋，填上门牌和电话。' }),
  DISH_NOT_FOUND: () => ({ text: '菜单刚改过', hint: '请重新选菜。' }),
  MEAL_INCOMPLETE: ({ course, needed }) => ({
    text: `每份要选 ${needed} 个${sayCourse(course)}`,
    hint: '请看看哪一份没选对。',
  }),
  ORDER_SOLD_OUT: ({ what, name, left }) => ({
    text: left > 0 ? `${saySoldOut(what, name)}只剩 ${left} 份了` : `${saySoldOut(what, name)}订完了`,
    hint: what === 'meals' ? '请看看别的日子。' : '请换一个，别的还有。',
  }),
  ALREADY_ORDERED: () => ({
    text: '这位家人这一餐已经订过了',
    hint: '每人每餐只有一份优惠。请问问家里人，或给中心打电话。',
  }),
  ORDER_CHANGED: () => ({ text: '这份订餐刚在别处改过', hint: '请看看现在订的是什么，再改。' }),
  CANTEEN_NOT_FOUND: () => ({ text: '这里还没有食堂', hint: '请和市里联系，开通以后就能排菜单。' }),
  MENU_CHANGED: () => ({ text: '这天的菜单刚被同事改过', hint: '请看看现在的菜单，再改。' }),
  MENU_PUBLISHED: () => ({ text: '这天的菜单发布了', hint: '已经有人能订了，不能再改；真有变化，请取消这一餐。' }),
  MENU_INVALID: ({ date }) => ({
    text: `${sayDay(atLocal(date), cloudNow())}的菜单还不完整`,
    hint: '请照红字补全，再发布。',
  }),
  REASON_NEEDED: () => ({ text: '请写一下原因', hint: '写清楚，以后查得到。' }),
  ALREADY_PAID: ({ at }) => ({ text: '这一单付过了', hint: `${moment(at)} 收的款，不用再收。` }),
  NOTHING_DUE: () => ({ text: '这一单不用付钱', hint: '直接把餐递给他就好。' }),
  ROW_NOT_FOUND: () => ({ text: '没有找到这一笔', hint: '请刷新收银台再看看。' }),
  ALREADY_REVERSED: ({ at }) => ({ text: '这一笔退过了', hint: `${moment(at)} 退的，不能再退一次。` }),
  SECOND_PERSON_NEEDED: () => ({ text: '要换一个人来办', hint: '谁收的、谁数的，就请另一位同事来确认。' }),
  TILL_CHANGED: ({ cash }) => ({ text: `现在是 ${sayMoney(cash)}`, hint: '和刚才看到的不一样，请再数一遍。' }),
  TILL_CLOSED: ({ at }) => ({ text: '今天已经日结了', hint: `${moment(at)} 结的；后面收的款记到下一次日结。` }),
}
