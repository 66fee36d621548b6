import { type Refusal, refuse } from '../errors'
import { ALLERGENS, type Allergen, type Dish, type Menu } from './menu'

/** What members are allergic to, by member id. */
export type Allergies = Readonly<Record<string, readonly Allergen[]>>

/** A dish of somebody's meal that they are allergic to. */
export interface AllergyMet {
  memberId: string
  dish: string
  allergens: Allergen[]
}

/** The dishes of these meals that their eaters are allergic to: what they chose, and what every meal includes. Pure. */
export function allergiesMet(
  menu: Menu,
  meals: readonly { memberId: string; dishes: readonly string[] }[],
  allergies: Allergies,
): AllergyMet[] {
  return meals.flatMap(({ memberId, dishes: chosen }) =>
    dishesOf(menu, chosen).flatMap(dish => {
      const allergens = allergensIn(dish, allergies[memberId])
      return allergens.length > 0 ? [{ memberId, dish: dish.name, allergens }] : []
    }),
  )
}

/** The dishes of one meal: what was chosen, and what every meal includes. */
function dishesOf({ dishes, picks }: Menu, chosen: readonly string[]): Dish[] {
  return dishes.filter(({ id, course }) => chosen.includes(id) || !picks[course])
}

/** Whether the order may be made: somebody who is allergic to a dish of it is asked once. */
export function checkAllergies(...order: Parameters<typeof allergiesMet>): Refusal | null {
  const [met] = allergiesMet(...order)
  return met ? refuse('ALLERGY_WARNING', met) : null
}

/** Which of these allergens a dish has. */
export function allergensIn({ allergens }: Pick<Dish, 'allergens'>, of: readonly Allergen[] = []): Allergen[] {
  return of.filter(allergen => allergens?.includes(allergen))
}

/** Names allergens for people: 鱼类、蛋类. */
export function sayAllergens(of: readonly Allergen[]): string {
  return ALLERGENS.filter(({ id }) => of.includes(id))
    .map(({ label }) => label)
    .join('、')
}

/** What is cooked for people with one allergy. */
export interface AllergyCount {
  allergen: Allergen
  meals: number
  /** How many of each dish go into these meals; `has`: the dish contains what they are allergic to. */
  dishes: { name: string; meals: number; has: boolean }[]
}

/** How many of these meals are for somebody with each allergy, in the order of the list, and of which dishes. Pure. */
export function countAllergies(
  menu: Menu,
  meals: readonly { dishes: readonly string[]; allergens?: readonly Allergen[] }[],
): AllergyCount[] {
  return ALLERGENS.flatMap(({ id }) => {
    const own = meals.filter(({ allergens }) => allergens?.includes(id)).map(meal => dishesOf(menu, meal.dishes))
    if (own.length === 0) return []
    const dishes = menu.dishes.flatMap(dish => {
      const count = own.filter(eaten => eaten.includes(dish)).length
      return count > 0 ? [{ name: dish.name, meals: count, has: allergensIn(dish, [id]).length > 0 }] : []
    })
    return [{ allergen: id, meals: own.length, dishes }]
  })
}
