import '../../messages'
import type { RouteOutput } from '@domain/contracts'
import type { RepeatedView } from '@domain/contracts/repeated'
import { joinNames } from '@domain/text'
import { atLocal, DAY, localDate, sayDay, WEEKDAYS } from '@domain/time'
import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { toast } from '@/ui/toast'
import styles from '../../parts/page.module.scss'
import { sayMode } from '../../parts/words'
import { LUNCH_BOX } from '../../scenes'

/** Monday to Friday first; most canteens are closed at the weekend. */
const DAYS = [1, 2, 3, 4, 5, 6, 0]
/** For how many weeks an order can be repeated. */
const WEEKS = [2, 4, 8, 12]

/** Repeats an order every week (`bookingId`), and ends what is repeated. */
function RepeatPage() {
  const { bookingId } = useRouter().params
  const request = useRequest('meal.repeated', {}, { refreshOnShow: true })
  const [weekdays, setWeekdays] = useState<number[]>([1, 2, 3, 4, 5])
  const [weeks, setWeeks] = useState(4)
  const saving = useAction('meal.repeat')
  const inFront = usePageInFront()
  const problem = saving.error && messageOf(saving.error)
  const save = async () => {
    if (!bookingId) return
    const until = localDate(cloudNow() + weeks * 7 * DAY)
    if (!(await saving.run({ bookingId, weekdays, until }))) return
    toast('安排好了', '菜单一出来就帮您订，每一份都能单独改、单独取消。')
    if (inFront()) goBack()
  }
  return (
    <Screen
      id="repeat"
      title="每周自动订"
      footer={
        bookingId && (
          <Button id="repeat-yes" busy={saving.busy} disabled={weekdays.length === 0} onTap={() => void save()}>
            {weekdays.length === 0 ? '请选星期几' : '就这样安排'}
          </Button>
        )
      }
    >
      <Loaded request={request} skeleton={[120, 120]}>
        {data => (
          <View className={cx(styles.page)}>
            {bookingId && (
              <View className={cx(styles.stack)}>
                <Field label="星期几">
                  <View className={cx(styles.wrap)}>
                    {DAYS.map(day => (
                      <Chip
                        key={day}
                        id={`repeat-day-${day}`}
                        role="checkbox"
                        on={weekdays.includes(day)}
                        onTap={() => setWeekdays(was => toggled(was, day))}
                      >
                        {WEEKDAYS[day]}
                      </Chip>
                    ))}
                  </View>
                </Field>
                <Field label="订多久">
                  <View className={cx(styles.wrap)}>
                    {WEEKS.map(count => (
                      <Chip key={count} id={`repeat-weeks-${count}`} on={count === weeks} onTap={() => setWeeks(count)}>
                        {count} 周
                      </Chip>
                    ))}
                  </View>
                </Field>
                <View className={cx(styles.note)}>
                  和这一份一样订；那天没有这个菜，就换当天的第一个菜。食堂不开的日子不订。每次照当天的价。
                </View>
                {problem && <Alert id="repeat-problem" {...problem} />}
              </View>
            )}
            <Arranged data={data} isAlone={!bookingId} onEnded={request.reload} />
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

interface ArrangedProps {
  data: RouteOutput<'meal.repeated'>
  isAlone: boolean
  onEnded: () => void
}

/** What is repeated now, and the meals that could not be ordered. */
function Arranged({ data, isAlone, onEnded }: ArrangedProps) {
  const ending = useAction('meal.endRepeated')
  useErrorToast(ending.error)
  const { repeated, names, now } = data
  const end = async (repeatedId: string) => {
    if (!(await ending.run({ repeatedId }))) return
    toast('停了', '已经订好的餐还在。')
    onEnded()
  }
  if (repeated.length === 0)
    return isAlone ? (
      <EmptyState
        id="repeat-empty"
        scene={LUNCH_BOX}
        title="还没有每周自动订"
        note="订好一份，在那一份里点「每周都这样订」。"
      />
    ) : null
  return (
    <Section title="已经安排的">
      <View className={cx(styles.stack)}>
        {repeated.map(one => (
          <View key={one.id} className={cx(styles.stack)}>
            <ListGroup>
              <ListRow id={`repeated-${one.id}`} icon="calendar" title={sayDays(one)} note={sayWhat(one, names, now)} />
            </ListGroup>
            {one.missed.map(({ startsAt, why }) => (
              <Alert
                key={startsAt}
                id={`missed-${startsAt}`}
                tone="caution"
                text={`${sayDay(startsAt, now)}没订上`}
                hint={sayWhy(why)}
              />
            ))}
            <Button id={`repeated-end-${one.id}`} look="plain" busy={ending.busy} onTap={() => void end(one.id)}>
              不再自动订
            </Button>
          </View>
        ))}
      </View>
    </Section>
  )
}

function sayDays({ weekdays }: RepeatedView): string {
  return DAYS.filter(day => weekdays.includes(day))
    .map(day => WEEKDAYS[day])
    .join('、')
}

function sayWhat({ meals, mode, centreName, until }: RepeatedView, names: Record<string, string>, now: number): string {
  const eaters = joinNames(meals.map(({ memberId }) => names[memberId] ?? ''))
  return `${eaters} · ${sayMode(mode)} · ${centreName} · 到${sayDay(atLocal(until), now)}`
}

function sayWhy(why: RepeatedView['missed'][number]['why']): string {
  if (why === 'ORDER_SOLD_OUT') return '订完了。可以看看菜单，换种吃法。'
  if (why === 'ALLERGY_WARNING') return '那天的菜都有家人过敏的东西。想订，请自己看看菜单。'
  if (why === 'SESSION_CANCELLED') return '食堂那天不开。'
  if (why === 'ALREADY_ORDERED') return '家里已经有人用这份优惠订过了。'
  return '请到菜单里看看，自己订一份。'
}

export default page(RepeatPage)
