import { availabilityChangesAt, bookableFirst } from '@domain/classes/availability'
import type { SessionCard } from '@domain/contracts/views'
import { localDate, MINUTE, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useNow } from '@/features/time/use-now'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { EmptyState } from '@/ui/states'
import styles from './class-list.module.scss'
import { FilterBar } from './filter-bar'
import { type Filters, listInput, NO_FILTERS, openingFilters, rememberFilters, sayRemaining } from './filters'
import { InterestRow } from './interest-row'
import { SessionItem } from './session-item'

/** The sessions grouped by local day, in the order given. */
function byDay(sessions: readonly SessionCard[]): { date: string; sessions: SessionCard[] }[] {
  const days: { date: string; sessions: SessionCard[] }[] = []
  for (const session of sessions) {
    const date = localDate(session.startsAt)
    const last = days[days.length - 1]
    if (last?.date === date) last.sessions.push(session)
    else days.push({ date, sessions: [session] })
  }
  return days
}

/** Upcoming sessions with filters; more load on scrolling. */
export function ClassList({ initial }: { initial: Partial<Filters> }) {
  const [filters, setFilters] = useState<Filters>(() => openingFilters(initial))
  const choose = (next: Filters) => {
    setFilters(next)
    rememberFilters(next)
  }
  const key = JSON.stringify(listInput(filters))
  const pages = usePages(key, after => call('class.list', listInput(filters, after)))
  const { items, error } = pages
  const now = useNow(MINUTE, items?.flatMap(availabilityChangesAt))
  const problem = error && messageOf(error)
  return (
    <View>
      <FilterBar filters={filters} now={now} onChange={choose} />
      {items?.length === 0 && (
        <EmptyState
          id="classes-empty"
          scene="lantern"
          title="这样找，暂时没有课"
          note={filters.bookable ? '也可以看看约满的课，有的能候补。' : '换一天、换个中心，或看看全部课程。'}
          action={{ id: 'filters-clear', label: '看全部课程', onTap: () => choose(NO_FILTERS) }}
        />
      )}
      {items && items.length > 0 && (
        <View id="classes-count" className={cx(styles.count)} {...a11y({ role: 'status' })}>
          {sayRemaining(items.length, pages.more, filters)}
        </View>
      )}
      {items &&
        byDay(items).map(({ date, sessions }) => (
          <View key={date} className={cx(styles.day)}>
            <View className={cx(styles.date)} {...a11y({ role: 'heading' })}>
              {sayDay(sessions[0]?.startsAt ?? now, now)}
            </View>
            {bookableFirst(sessions, now).map(session => (
              <SessionItem key={session.id} session={session} now={now} />
            ))}
          </View>
        ))}
      <ListEnd id="classes-more" pages={pages} problem={problem} item={112} />
      {items && !pages.more && (
        <View className={cx(styles.interest)}>
          <InterestRow filters={filters} />
        </View>
      )}
    </View>
  )
}
