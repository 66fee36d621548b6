import { sayAllergens } from '@domain/canteen/allergies'
import { MODES } from '@domain/canteen/sitting'
import type { KitchenSitting } from '@domain/contracts/staff-meals'
import { isolated } from '@domain/text'
import { localClock, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useWide } from '@/platform/use-wide'
import { Alert } from '@/ui/alert'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import own from './canteen.module.scss'
import { KitchenDiets } from './kitchen-diets'
import styles from './page.module.scss'
import { TickRow } from './tick-row'
import { useTicks } from './use-ticks'
import { sayLeft, sayMode } from './words'

/** A count, after the freeze with what has changed since: `58`, `58 + 1`, `58 − 2`. */
function sayCount(frozen: number | undefined, current: number): string {
  if (frozen === undefined || frozen === current) return String(current)
  return current > frozen ? `${frozen} + ${current - frozen}` : `${frozen} − ${frozen - current}`
}

/** The title of a list, with how much of it was ticked off. */
function sayDone(title: string, rows: readonly { ticked: boolean | null }[]): string {
  const done = rows.filter(({ ticked }) => ticked).length
  return rows.some(({ ticked }) => ticked !== null) ? `${title}，好了 ${done}/${rows.length}` : title
}

/** The count of one sitting, its warnings, labels and deliveries. */
export function KitchenView({ sitting, now }: { sitting: KitchenSitting; now: number }) {
  const { closesAt, frozenAt, frozen, current, spare, warnings, allergies, marks, labels, stops } = sitting
  const isForecast = frozenAt === null
  const { isTicked, toggle } = useTicks(sitting)
  // A forecast changes with every order: nothing of it is done yet.
  const ticks = useWide() && !isForecast && sitting.status !== 'cancelled'
  const row = (id: string, says: string) => ({ id, says, ticked: ticks ? isTicked(id, says) : null })
  const dishes = current.dishes.map(({ id, name, total, byMode }) => ({
    ...row(`kitchen-dish-${id}`, MODES.map(mode => byMode[mode.id]).join('/')),
    name,
    byMode,
    total: sayCount(frozen?.dishes.find(dish => dish.id === id)?.total, total),
  }))
  const meals = labels.map(label => ({
    ...label,
    ...row(`kitchen-label-${label.id}`, [label.mode, label.seatingAt, ...label.names].join('/')),
  }))
  return (
    <>
      {sitting.status === 'cancelled' && <Alert id="kitchen-cancelled" text="这一餐取消了" hint="不用备餐。" />}
      <View id="kitchen-state" className={cx(own.cutOff, !isForecast && own.over)}>
        <View>{isForecast ? `预计，${sayMoment(closesAt, now)} 截止` : `定稿，${sayMoment(frozenAt, now)}`}</View>
        {isForecast && now < closesAt && <View>{sayLeft(closesAt - now)}</View>}
      </View>
      <View className={cx(own.board)}>
        <View className={cx(styles.side)}>
          <Card padded>
            <View className={cx(own.lines)}>
              <View id="kitchen-meals" className={cx(own.line, own.due)}>
                <View>一共</View>
                <View>{sayCount(frozen?.meals, current.meals)} 份</View>
              </View>
              {MODES.map(({ id, label }) => (
                <View key={id} className={cx(own.line)}>
                  <View>{label}</View>
                  <View>{sayCount(frozen?.byMode[id], current.byMode[id])} 份</View>
                </View>
              ))}
              {spare.meals > 0 && (
                <View id="kitchen-spare" className={cx(own.line)}>
                  <View>另备给现场</View>
                  <View>
                    {spare.meals} 份{spare.given > 0 ? `，给出 ${spare.given}` : ''}
                  </View>
                </View>
              )}
              {current.seatings.map(({ id, at, meals }) => (
                <View key={id} className={cx(own.line, own.note)}>
                  <View>堂食 {localClock(at)}</View>
                  <View>{meals} 份</View>
                </View>
              ))}
            </View>
          </Card>
          <Section title={sayDone('按菜备', dishes)}>
            <ListGroup>
              {dishes.map(({ id, says, ticked, name, total, byMode }) => (
                <TickRow
                  key={id}
                  id={id}
                  title={name}
                  note={joinWithDots(MODES.map(mode => byMode[mode.id] > 0 && `${mode.label} ${byMode[mode.id]}`))}
                  end={`${total} 份`}
                  ticked={ticked}
                  onTick={() => toggle(id, says)}
                />
              ))}
            </ListGroup>
          </Section>
          <KitchenDiets allergies={allergies} marks={marks} />
          {warnings.map(({ dish, text }) => (
            <Alert key={dish} id="kitchen-warning" tone="caution" text={dish} hint={text} />
          ))}
        </View>
        <View className={cx(styles.side)}>
          {meals.length > 0 && (
            <Section title={sayDone('餐签', meals)}>
              <ListGroup>
                {meals.map(({ id, says, ticked, name, mode, seatingAt, names, allergens, isLate }) => (
                  <TickRow
                    key={id}
                    id={id}
                    title={`${isolated(name)}　${names.join('、')}`}
                    note={joinWithDots([
                      sayMode(mode),
                      seatingAt !== null && localClock(seatingAt),
                      allergens.length > 0 && `对${sayAllergens(allergens)}过敏`,
                      isLate && '定稿后加的',
                    ])}
                    ticked={ticked}
                    onTick={() => toggle(id, says)}
                  />
                ))}
              </ListGroup>
            </Section>
          )}
          {stops.length > 0 && (
            <Section title="送餐，只在当天看得到">
              <ListGroup>
                {stops.map(({ bookingId, round, building, door, phone, name, meals }) => (
                  <ListRow
                    key={bookingId}
                    icon="pin"
                    title={`${building} ${door}`}
                    note={joinWithDots([round, name, `${meals} 份`, phone])}
                  />
                ))}
              </ListGroup>
            </Section>
          )}
        </View>
      </View>
    </>
  )
}
