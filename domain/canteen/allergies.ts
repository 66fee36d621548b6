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
  { dishes, picks }: Menu,
  meals: readonly { memberId: string; dishes: readonly string[] }[],
  allergies: Allergies,
): AllergyMet[] {
  return meals.flatMap(({ memberId, dishes: chosen }) =>
    dishes
      .filter(({ id, course }) => chosen.includes(id) || !picks[course])
      .flatMap(dish => {
        const allergens = allergensIn(dish, allergies[memberId])
        return allergens.length > 0 ? [{ memberId, dish: dish.name, allergens }] : []
      }),
  )
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

/** How many of these meals are for somebody with each allergy, in the order of the list. Pure. */
export function countAllergies(
  meals: readonly { allergens?: readonly Allergen[] }[],
): { allergen: Allergen; meals: number }[] {
  return ALLERGENS.flatMap(({ id }) => {
    const count = meals.filter(({ allergens }) => allergens?.includes(id)).length
    return count > 0 ? [{ allergen: id, meals: count }] : []
  })
}
