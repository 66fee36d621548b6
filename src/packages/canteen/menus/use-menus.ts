import type { Dish } from '@domain/canteen/menu'
import { mondayOf } from '@domain/canteen/menu-plan'
import type { MenuDay, MenuWeek } from '@domain/contracts/staff-menus'
import { atLocal, DAY, localDate } from '@domain/time'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { toast } from '@/ui/toast'
import { isReady } from './words'

/** How many weeks from this one can be planned. */
const WEEKS = [
  { n: 0, label: '这周' },
  { n: 1, label: '下周' },
  { n: 2, label: '下下周' },
] as const

/** A dish as it is sent: the server makes its id of its name. */
export type DishDraft = Omit<Dish, 'id'>

/** The week of menus that is planned. */
export function useMenus(centreId: string) {
  const [week, setWeek] = useState<number>(1)
  const monday = localDate(atLocal(mondayOf(cloudNow())) + 7 * week * DAY)
  const request = useRequest('staff.mealMenus', { centreId, monday }, { refreshOnShow: true })
  const save = useAction('staff.mealSaveMenu')
  const copy = useAction('staff.mealCopyMenus')
  const publish = useAction('staff.mealPublishMenus')

  const show = (answer: MenuWeek | null, text: string) => {
    if (answer) {
      request.setData(answer)
      toast(text)
    } else request.reload()
    return answer !== null
  }
  const saveDishes = async ({ date, revision }: MenuDay, dishes: DishDraft[]) =>
    show(
      await save.run({
        centreId,
        date,
        revision,
        dishes: dishes.map(({ name, course, allergens, marks, cap, surcharge }) => ({
          name,
          course,
          allergens,
          marks,
          cap,
          surcharge,
        })),
      }),
      '存好了',
    )
  const copyLast = async () => {
    const from = localDate(atLocal(monday) - 7 * DAY)
    show(await copy.run({ centreId, from, monday }), '上周的菜单抄过来了')
  }
  const ready = request.data?.days.filter(isReady) ?? []
  const publishReady = async () => {
    const days = ready.map(({ date, revision }) => ({ date, revision }))
    show(await publish.run({ centreId, monday, days }), `发布了 ${days.length} 天，大家可以订了`)
  }
  return {
    weeks: WEEKS,
    week,
    setWeek,
    request,
    ready,
    saveDishes,
    copyLast,
    publishReady,
    busy: save.busy || copy.busy || publish.busy,
    error: save.error ?? copy.error ?? publish.error,
    clear: () => {
      save.clear()
      copy.clear()
      publish.clear()
    },
  }
}

export type Menus = ReturnType<typeof useMenus>
