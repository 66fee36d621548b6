import { bookingChangesAt } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { KeptNotice } from '@/features/requests/kept-notice'
import { CourseItem } from '@/features/series/course-item'
import { groupSeries } from '@/features/series/grouped'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { EmptyState } from '@/ui/states'
import { BookingItem } from './booking-item'
import styles from './booking-list.module.scss'
import { keepUpcoming, keptBookings } from './kept'

type Scope = 'coming' | 'past'

async function fetchPage(scope: Scope, after?: string) {
  const page = await call('booking.list', { scope, ...(after ? { after } : {}) })
  if (scope === 'coming') {
    keepUpcoming({ bookings: page.items, first: !after, last: page.next === null, seenAt: page.now })
  }
  return page
}

function Empty({ scope }: { scope: Scope }) {
  return scope === 'coming' ? (
    <EmptyState
      id="bookings-empty"
      scene="calendar"
      title="还没有预约"
      note="挑一节喜欢的课，约好了这里就能看到签到码。"
      action={{ id: 'bookings-browse', label: '去看看课', onTap: () => open('classes', {}) }}
    />
  ) : (
    <EmptyState id="bookings-empty" scene="lantern" title="这里还没有记录" note="上过的课、取消的预约都会留在这里。" />
  )
}

/** The account's bookings, upcoming or past. Without a network it shows those stored on this phone. */
export function BookingList() {
  const [scope, setScope] = useState<Scope>('coming')
  const pages = usePages<BookingView>(scope, after => fetchPage(scope, after))
  const { items, error, reload } = pages
  const shownBefore = useRef(false)
  useDidShow(() => {
    if (shownBefore.current) reload()
    shownBefore.current = true
  })
  const now = useNow(MINUTE, items?.flatMap(bookingChangesAt))
  const problem = error && messageOf(error)
  // Until the cloud answers: what this phone saw earlier.
  const kept =
    !items && scope === 'coming'
      ? keptBookings()
          .filter(({ booking }) => now < booking.endsAt)
          .reverse()
      : []
  const shown = items ?? (kept.length > 0 ? kept.map(({ booking }) => booking) : null)
  const seenAt = kept.length > 0 ? Math.min(...kept.map(each => each.seenAt)) : null
  const tab = (name: Scope, label: string) => (
    <Tap
      id={`bookings-${name}`}
      className={cx(styles.tab, scope === name && styles.on)}
      role="tab"
      selected={scope === name}
      onTap={() => setScope(name)}
    >
      {label}
    </Tap>
  )
  return (
    <View>
      <View className={cx(styles.tabs)} {...a11y({ role: 'tablist', label: '哪些预约' })}>
        {tab('coming', '要去的')}
        {tab('past', '过去的')}
      </View>
      <KeptNotice request={{ ...pages, at: seenAt }} note="，签到码照样能用" />
      {items?.length === 0 && <Empty scope={scope} />}
      {shown && shown.length > 0 && (
        <View className={cx(styles.list)}>
          {scope === 'coming'
            ? groupSeries(shown).map(({ id, booking, course }) =>
                course ? (
                  <CourseItem key={id} id={id} next={booking} now={now} />
                ) : (
                  <BookingItem key={id} booking={booking} now={now} />
                ),
              )
            : shown.map(booking => <BookingItem key={booking.id} booking={booking} now={now} />)}
        </View>
      )}
      {kept.length === 0 && <ListEnd id="bookings-more" pages={pages} problem={problem} item={148} />}
    </View>
  )
}
