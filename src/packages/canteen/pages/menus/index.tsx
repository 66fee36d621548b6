import '../../messages'
import type { MenuDay } from '@domain/contracts/staff-menus'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { DayCard } from '../../menus/day-card'
import { DaySheet } from '../../menus/day-sheet'
import own from '../../menus/menus.module.scss'
import { type DishDraft, useMenus } from '../../menus/use-menus'
import styles from '../../parts/page.module.scss'

/** The menus of a week: planned, copied from the last week, and published. */
function MenusPage() {
  const { centreId = '' } = useRouter().params
  const menus = useMenus(centreId)
  const { request, ready, busy, error, week } = menus
  /** The day as it was when it was opened: its dishes are saved over this version and no other. */
  const [editing, setEditing] = useState<MenuDay | null>(null)
  const now = useNow(MINUTE)
  const stored = request.data?.days.find(({ date }) => date === editing?.date) ?? null
  const problem = error && messageOf(error)
  const edit = (day: MenuDay) => {
    menus.clear()
    setEditing(day)
  }
  const save = async (day: MenuDay, dishes: DishDraft[]) => {
    if (await menus.saveDishes(day, dishes)) setEditing(null)
  }
  const footer = request.data && (
    <View className={cx(styles.pair)}>
      <View className={cx(own.half)}>
        <Button id="menus-copy" look="soft" icon="copy" busy={busy} onTap={() => void menus.copyLast()}>
          抄上周的
        </Button>
      </View>
      <View className={cx(own.half)}>
        <Button id="menus-publish" busy={busy} disabled={ready.length === 0} onTap={() => void menus.publishReady()}>
          {ready.length === 0 ? '没有要发布的' : `发布 ${ready.length} 天`}
        </Button>
      </View>
    </View>
  )
  return (
    <Screen id="menus" title="排菜单" footer={footer} spread>
      <View className={cx(styles.page)}>
        <ChipStrip>
          {menus.weeks.map(({ n, label }) => (
            <Chip key={n} id={`week-${n}`} on={n === week} onTap={() => menus.setWeek(n)}>
              {label}
            </Chip>
          ))}
        </ChipStrip>
        {problem && !editing && <Alert id="menus-problem" {...problem} />}
        <Loaded request={request} skeleton={[140, 140, 140]}>
          {({ days, known, picks, settles }) => (
            <>
              {settles && (
                <ListGroup>
                  <ListRow
                    id="menus-settings"
                    icon="clock"
                    title="食堂设置"
                    note="开餐时间、截止、座位、送餐、价格"
                    leads
                    onTap={() => open('canteen/settings', { centreId })}
                  />
                </ListGroup>
              )}
              <View className={cx(own.days)}>
                {days.map(each => (
                  <DayCard key={each.date} day={each} now={now} onEdit={() => edit(each)} />
                ))}
              </View>
              {editing && (
                <DaySheet
                  key={`${editing.date}-${editing.revision}`}
                  day={editing}
                  newer={stored && stored.revision !== editing.revision ? stored : null}
                  known={known.map(({ id: _id, ...dish }) => dish)}
                  picks={picks}
                  now={now}
                  busy={busy}
                  error={error}
                  onSave={(dishes, over) => void save(over, dishes)}
                  onDrop={edit}
                  onClose={() => setEditing(null)}
                />
              )}
            </>
          )}
        </Loaded>
      </View>
    </Screen>
  )
}

export default page(MenusPage)
