import '../../messages'
import type { BoardSession } from '@domain/contracts/staff'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { cloudNow } from '@/cloud/clock'
import { usePages } from '@/cloud/use-pages'
import { DayChips } from '@/features/lists/day-chips'
import { ListEnd } from '@/features/lists/list-end'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { BookForSheet, type Caller } from '../../desk/book-for-sheet'
import { Places } from '../../desk/places'
import { sayProblem } from '../../desk/say-problem'
import { TellCallerSheet } from '../../desk/tell-caller-sheet'
import styles from './book.module.scss'

/** Booking for somebody who calls: the session first, then the person. */
function StaffBookPage() {
  const { centreId = '' } = useRouter().params
  const [date, setDate] = useState<string | null>(null)
  const [session, setSession] = useState<BoardSession | null>(null)
  const [caller, setCaller] = useState<Caller | null>(null)
  const pages = usePages(`${centreId} ${date}`, after =>
    call('staff.coming', { centreId, ...(date ? { date } : {}), ...(after ? { after } : {}) }),
  )
  const { items, error, reload } = pages
  const now = cloudNow()
  const problem = error && sayProblem('coming', error)
  return (
    <Screen id="staff-book" title="代约">
      <View className={cx(styles.view)}>
        <ChipStrip>
          <Chip id="book-day-all" on={date === null} onTap={() => setDate(null)}>
            全部
          </Chip>
          <DayChips id="book-day" chosen={date} now={now} onChoose={setDate} />
        </ChipStrip>
        {items?.map(each => (
          <Card key={each.id}>
            <Tap id={`book-${each.id}`} className={styles.body} onTap={() => setSession(each)}>
              <View className={cx(styles.when)}>{saySpan(each.startsAt, each.endsAt, now)}</View>
              <View className={cx(styles.title)}>{each.title}</View>
              <View className={cx(styles.note)}>
                {each.room} · {each.teacher}
              </View>
              <View className={cx(styles.pills)}>
                <Places session={each} />
              </View>
            </Tap>
            <View className={cx(styles.foot)}>
              <Button
                id={`coming-roster-${each.id}`}
                look="plain"
                size="small"
                onTap={() => open('staff/roster', { centreId, sessionId: each.id })}
              >
                看名单
              </Button>
              <Button id={`coming-book-${each.id}`} look="soft" size="small" onTap={() => setSession(each)}>
                代约
              </Button>
            </View>
          </Card>
        ))}
        {items?.length === 0 && (
          <EmptyState
            id="book-none"
            scene="calendar"
            title="这一天没有课可以约"
            note="换一天看看，或看全部。"
            action={{ label: '看全部', onTap: () => setDate(null) }}
          />
        )}
        <ListEnd id="book-more" pages={pages} problem={problem} item={120} />
      </View>
      {session && (
        <BookForSheet
          centreId={centreId}
          session={session}
          onClose={() => setSession(null)}
          onDone={booked => {
            setSession(null)
            setCaller(booked)
            reload()
          }}
        />
      )}
      {caller && <TellCallerSheet caller={caller} onClose={() => setCaller(null)} />}
    </Screen>
  )
}

export default page(StaffBookPage)
