/**
 * The eight allergens that a prepackaged food in China should name (GB 7718-2025, 4.4). The canteen uses the same list.
 */
export const ALLERGENS = [
  { id: 'gluten', label: '含麸质谷物' },
  { id: 'crustacean', label: '甲壳类' },
  { id: 'fish', label: '鱼类' },
  { id: 'egg', label: '蛋类' },
  { id: 'peanut', label: '花生' },
  { id: 'soy', label: '大豆' },
  { id: 'milk', label: '乳' },
  { id: 'nuts', label: '坚果' },
] as const
export type Allergen = (typeof ALLERGENS)[number]['id']

/** What a dish suits. */
export const MARKS = [
  { id: 'soft', label: '软烂' },
  { id: 'low-salt', label: '少盐' },
  { id: 'low-sugar', label: '少糖' },
  { id: 'halal', label: '清真' },
] as const
export type Mark = (typeof MARKS)[number]['id']

/** The parts of a meal, in display order. */
export const COURSES = [
  { id: 'meat', label: '荤菜' },
  { id: 'vegetable', label: '素菜' },
  { id: 'soup', label: '汤' },
  { id: 'staple', label: '主食' },
] as const
export type Course = (typeof COURSES)[number]['id']

/** A dish on the menu of one sitting. */
export interface Dish {
  id: string
  name: string
  course: Course
  /** Null: not stated yet, so the menu cannot be published. Empty: contains none of the eight. */
  allergens: Allergen[] | null
  marks: Mark[]
  /** Most portions; null: as many as there are meals. */
  cap: number | null
  /** Added to the price of the meal, fen. */
  surcharge: number
}

/** The menu of one sitting. */
export interface Menu {
  dishes: Dish[]
  /** How many dishes of each course an eater chooses. Every meal includes all dishes of the other courses. */
  picks: Partial<Record<Course, number>>
}

/**
 * Why a menu cannot be published: a dish whose allergens are not stated, a wild mushroom (forbidden in collective
 * canteens of Yunnan), one name twice, a cap or a surcharge of a dish that nobody chooses because every meal includes it,
 * or a course with fewer dishes than a meal needs.
 */
export type MenuFault =
  | { fault: 'allergens'; dish: string }
  | { fault: 'wild-mushroom'; dish: string; word: string }
  | { fault: 'same-name'; dish: string }
  | { fault: 'amount'; dish: string }
  | { fault: 'included'; dish: string }
  | { fault: 'course'; course: Course }

/** Names of wild mushrooms that are sold in Yunnan. Cultivated ones (香菇, 平菇, 金针菇, 木耳 …) are allowed. */
const WILD_MUSHROOMS = [
  '野生菌',
  '野菌',
  '牛肝菌',
  '见手青',
  '鸡枞',
  '鸡㙡',
  '干巴菌',
  '松茸',
  '青头菌',
  '奶浆菌',
  '鸡油菌',
  '谷熟菌',
  '珊瑚菌',
  '扫把菌',
  '虎掌菌',
  '羊肝菌',
  '黑虎掌',
  '铜绿菌',
  '大红菌',
  '马勃',
] as const

/** What the kitchen is warned about: poisonous unless cooked through. */
const COOK_THROUGH = [
  {
    words: ['四季豆', '芸豆', '扁豆', '豆角', '刀豆', '荷包豆'],
    warning: '四季豆、扁豆一类要煮透煮熟，没有生豆味才能出锅',
  },
  { words: ['鲜黄花', '鲜金针菜'], warning: '鲜黄花菜要先焯水浸泡，再煮透' },
  { words: ['豆浆'], warning: '豆浆煮开后再煮 5 分钟以上' },
] as const

/** The faults of a menu; empty when it can be published. Pure. */
export function menuFaults({ dishes, picks }: Menu): MenuFault[] {
  const names = new Set<string>()
  const faults: MenuFault[] = []
  for (const dish of dishes) {
    if (dish.allergens === null) faults.push({ fault: 'allergens', dish: dish.id })
    const word = WILD_MUSHROOMS.find(name => dish.name.includes(name))
    if (word) faults.push({ fault: 'wild-mushroom', dish: dish.id, word })
    const name = dish.name.replace(/\s/g, '')
    if (names.has(name)) faults.push({ fault: 'same-name', dish: dish.id })
    names.add(name)
    if (!(isCount(dish.surcharge) && (dish.cap === null || isCount(dish.cap))))
      faults.push({ fault: 'amount', dish: dish.id })
    if (!picks[dish.course] && (dish.cap !== null || dish.surcharge !== 0))
      faults.push({ fault: 'included', dish: dish.id })
  }
  for (const { id } of COURSES) {
    const needed = picks[id] ?? 0
    if (dishes.filter(({ course }) => course === id).length < needed) faults.push({ fault: 'course', course: id })
  }
  return faults
}

/** Warnings for the kitchen about a dish. */
export function cookingWarnings(dish: Pick<Dish, 'name'>): string[] {
  return COOK_THROUGH.filter(({ words }) => words.some(word => dish.name.includes(word))).map(({ warning }) => warning)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
