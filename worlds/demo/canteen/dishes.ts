import type { Allergen, Course, Dish, Mark } from '@domain/canteen/menu'

function dish(
  course: Course,
  id: string,
  name: string,
  allergens: Allergen[],
  { marks = [], cap = null, surcharge = 0 }: { marks?: Mark[]; cap?: number | null; surcharge?: number } = {},
): Dish {
  return { id, name, course, allergens, marks, cap, surcharge }
}

/** What the canteens of the demo cook: dishes of Yuxi. The first of the main dishes is cooked for everybody. */
const PORK = dish('meat', 'pork', '青椒炒肉', ['soy'], { cap: 60 })
const EEL = dish('meat', 'eel', '鳝鱼米线', ['fish', 'soy'], { cap: 24, surcharge: 200 })
const EGGS = dish('meat', 'eggs', '韭菜炒蛋', ['egg'], { marks: ['soft'], cap: 40 })
const CHICKEN = dish('meat', 'chicken', '汽锅鸡', [], { marks: ['soft', 'low-salt'], cap: 20, surcharge: 300 })
const FISH = dish('meat', 'fish', '铜锅鱼', ['fish', 'soy'], { cap: 30, surcharge: 200 })
const CHEESE = dish('meat', 'cheese', '煎乳饼', ['milk'], { cap: 24 })
const TOFU = dish('meat', 'tofu', '肉末豆腐', ['soy'], { marks: ['soft', 'low-salt'], cap: 60 })

const GREENS = dish('vegetable', 'greens', '素炒小白菜', [], { marks: ['low-salt'] })
const PEA = dish('vegetable', 'pea', '豌豆粉', ['soy'])
const BEANS = dish('vegetable', 'beans', '红豆酸菜', [])
const POTATO = dish('vegetable', 'potato', '老奶洋芋', [], { marks: ['soft'] })
const LOTUS = dish('soup', 'lotus', '莲藕排骨汤', [], { marks: ['soft'] })
const GOURD = dish('soup', 'gourd', '冬瓜汤', [], { marks: ['low-salt', 'low-sugar'] })
const RICE = dish('staple', 'rice', '米饭', [])
const BUN = dish('staple', 'bun', '核桃包', ['gluten', 'nuts'])

/** One menu for each weekday, Sunday first: three main dishes to choose from, and what belongs to every meal. */
export const MENUS: readonly (readonly Dish[])[] = [
  [TOFU, CHICKEN, EGGS, GREENS, POTATO, LOTUS, RICE],
  [PORK, EGGS, FISH, GREENS, PEA, GOURD, RICE],
  [TOFU, EEL, PORK, BEANS, GREENS, LOTUS, RICE],
  [PORK, CHEESE, CHICKEN, POTATO, GREENS, GOURD, RICE],
  [EGGS, FISH, TOFU, PEA, BEANS, LOTUS, RICE],
  [PORK, EEL, CHEESE, GREENS, POTATO, GOURD, RICE, BUN],
  [TOFU, PORK, CHICKEN, BEANS, GREENS, LOTUS, RICE],
]
