import { sayAllergens } from '@domain/canteen/allergies'
import { MARKS } from '@domain/canteen/menu'
import type { KitchenSitting } from '@domain/contracts/staff-meals'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import styles from './page.module.scss'

/** What is cooked apart: meals of people with an allergy by dish, and portions of dishes with a mark. Names nobody. */
export function KitchenDiets({ allergies, marks }: Pick<KitchenSitting, 'allergies' | 'marks'>) {
  return (
    <>
      {allergies.length > 0 && (
        <Section title="过敏，分开备">
          <ListGroup>
            {allergies.map(({ allergen, meals, dishes }) => (
              <ListRow
                key={allergen}
                id={`kitchen-allergy-${allergen}`}
                title={`不能有${sayAllergens([allergen])}`}
                note={
                  <>
                    <View>{joinWithDots(dishes.map(dish => !dish.has && `${dish.name} ${dish.meals} 份`))}</View>
                    {dishes
                      .filter(({ has }) => has)
                      .map(dish => (
                        <View key={dish.name} className={cx(styles.bad)}>
                          {dish.name} {dish.meals} 份，这道菜里有，出餐前问一问
                        </View>
                      ))}
                  </>
                }
                end={`${meals} 份`}
              />
            ))}
          </ListGroup>
        </Section>
      )}
      {marks.length > 0 && (
        <Section title="忌口和软硬">
          <ListGroup>
            {marks.map(({ mark, portions, dishes }) => (
              <ListRow
                key={mark}
                id={`kitchen-mark-${mark}`}
                title={MARKS.find(({ id }) => id === mark)?.label}
                note={dishes.join('、')}
                end={`${portions} 份`}
              />
            ))}
          </ListGroup>
        </Section>
      )}
    </>
  )
}
