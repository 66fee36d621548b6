import { ALLERGENS, COURSES, type Dish, type MenuFault } from '@domain/canteen/menu'
import type { MenuDay } from '@domain/contracts/staff-menus'

/** What has to be mended before a menu can be published. */
export function sayFault(fault: MenuFault, dishes: readonly Dish[]): string {
  const nameOf = (id: string) => dishes.find(dish => dish.id === id)?.name ?? '有一道菜'
  switch (fault.fault) {
    case 'allergens':
      return `${nameOf(fault.dish)}：还没写含不含致敏物`
    case 'wild-mushroom':
      return `${nameOf(fault.dish)}：野生菌不能上食堂的菜单`
    case 'same-name':
      return `${nameOf(fault.dish)}：写了两次`
    case 'amount':
      return `${nameOf(fault.dish)}：份数或加价不对`
    case 'included':
      return `${nameOf(fault.dish)}：每份都配的菜不能限份、不能加价`
    case 'course':
      return `还缺${COURSES.find(({ id }) => id === fault.course)?.label ?? ''}`
  }
}

/** What a day of the week says in one line. */
export function sayDayState(day: MenuDay): string {
  if (day.sessionId !== null) return `已发布，订了 ${day.ordered} 份`
  if (day.isClosed) return '这天不开门'
  if (day.isPast) return '订餐时间过了'
  if (day.revision === 0 || day.dishes.length === 0) return '还没排'
  return day.faults.length > 0 ? '还不完整' : '可以发布'
}

/** Whether its menu can be published now. */
export function isReady(day: MenuDay): boolean {
  return day.sessionId === null && day.revision > 0 && !day.isClosed && !day.isPast && day.faults.length === 0
}

/** Whether its menu may be changed. */
export function isEditable(day: MenuDay): boolean {
  return day.sessionId === null && !day.isPast
}

/** What a dish contains: 含鱼类、大豆; 不含致敏物; 还没写. */
export function sayAllergens({ allergens }: Pick<Dish, 'allergens'>): string {
  if (allergens === null) return '致敏物还没写'
  if (allergens.length === 0) return '不含致敏物'
  const names = ALLERGENS.filter(({ id }) => allergens.includes(id)).map(({ label }) => label.replace(/^含/, ''))
  return `含${names.join('、')}`
}
