import type { MenuDay } from '@domain/contracts/staff-menus'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { DayCard } from '../../menus/day-card'
import { DaySheet } from '../../menus/day-sheet'
import styles from '../../menus/menus.module.scss'
import { useMenus } from '../../menus/use-menus'

/** The menus of a week: planned, copied from the last week, and published. */
function MenusPage() {
  const { centreId = '' } = useRouter().params
  const menus = useMenus(centreId)
  const { request, ready, busy, error, week } = menus
  const [editing, setEditing] = useState<string | null>(null)
  const now = useNow(MINUTE)
  const day = request.data?.days.find(({ date }) => date === editing) ?? null
  const problem = error && messageOf(error)
  const edit = ({ date }: MenuDay) => {
    menus.clear()
    setEditing(date)
  }
  const footer = request.data && (
    <View className={cx(styles.pair)}>
      <View className={cx(styles.half)}>
        <Button id="menus-copy" look="soft" icon="copy" busy={busy} onTap={() => void menus.copyLast()}>
          抄上周的
        </Button>
      </View>
      <View className={cx(styles.half)}>
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
        {problem && !day && <Alert id="menus-problem" {...problem} />}
        <Loaded request={request} skeleton={[140, 140, 140]}>
          {({ days, known, picks }) => (
            <>
              <View className={cx(styles.days)}>
                {days.map(each => (
                  <DayCard key={each.date} day={each} now={now} onEdit={() => edit(each)} />
                ))}
              </View>
              {day && (
                <DaySheet
                  key={day.date}
                  day={day}
                  known={known.map(({ id: _id, ...dish }) => dish)}
                  picks={picks}
                  now={now}
                  busy={busy}
                  error={error}
                  onSave={async dishes => {
                    if (await menus.saveDishes(day, dishes)) setEditing(null)
                  }}
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
