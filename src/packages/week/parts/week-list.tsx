import { availabilityChangesAt, availabilityOf, isActionable } from '@domain/classes/availability'
import { mondayOf, WEEKS, type WeekDay, weekDays } from '@domain/classes/week'
import type { RouteInput } from '@domain/contracts'
import type { SessionCard } from '@domain/contracts/views'
import { DAY, localClock, localDate, MINUTE, sayMonthDay, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { sayAvailability } from '@/features/classes/say-seats'
import { ListEnd } from '@/features/lists/list-end'
import { lookOf } from '@/features/offerings/look'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './week.module.scss'

type WeekFilters = Pick<RouteInput<'class.list'>, 'category' | 'centreId' | 'age' | 'ageTo'>

function SessionRow({ session, now, hideCentre }: { session: SessionCard; now: number; hideCentre: boolean }) {
  const { id, offeringId, title, category, centreName, room, startsAt } = session
  const availability = availabilityOf(session, now)
  return (
    <Tap
      id={`week-${id}`}
      className={cx(styles.row, !isActionable(availability) && styles.closed)}
      onTap={() => open('class', { id: offeringId, sessionId: id })}
    >
      <View className={cx(styles.line, styles[lookOf(category).tint])} />
      <View className={cx(styles.clock)}>{localClock(startsAt)}</View>
      <View className={cx(styles.text)}>
        <View className={cx(styles.title)}>{title}</View>
        <View className={cx(styles.note)}>{hideCentre ? room : centreName}</View>
      </View>
      <View className={cx(styles.seats)}>{sayAvailability(availability, now).short}</View>
    </Tap>
  )
}

function DayPart({ part: { day, sessions }, now, hideCentre }: { part: WeekDay; now: number; hideCentre: boolean }) {
  return (
    <View className={cx(styles.day)}>
      <View
        className={cx(styles.date, localDate(day) === localDate(now) && styles.today)}
        {...a11y({ role: 'heading' })}
      >
        {localDate(day) === localDate(now) ? `今天 ${sayShortDate(day)}` : sayShortDate(day)}
      </View>
      {sessions.map(session => (
        <SessionRow key={session.id} session={session} now={now} hideCentre={hideCentre} />
      ))}
      {sessions.length === 0 && <View className={cx(styles.none)}>没有课</View>}
    </View>
  )
}

/** A week of classes, day by day: one line for each, without pictures. */
export function WeekList({ filters }: { filters: WeekFilters }) {
  const [ahead, setAhead] = useState(0)
  const now = useNow(MINUTE)
  const monday = mondayOf(now, ahead)
  const input = { ...filters, date: localDate(monday), week: true as const }
  const pages = usePages(JSON.stringify(input), after => call('class.list', { ...input, ...(after ? { after } : {}) }))
  const { items, error, more } = pages
  useNow(MINUTE, items?.flatMap(availabilityChangesAt))
  const days = weekDays(items ?? [], monday, now)
  // As long as more is to come, the days after the last session are not known to be empty.
  const last = more ? (items?.[items.length - 1]?.startsAt ?? 0) : Number.POSITIVE_INFINITY
  return (
    <View className={cx(styles.view)}>
      <View className={cx(styles.head)}>
        <Tap
          id="week-before"
          className={styles.step}
          label="上一周"
          disabled={ahead === 0}
          onTap={() => ahead > 0 && setAhead(ahead - 1)}
        >
          <Icon name="back" />
        </Tap>
        <View id="week-shown" className={cx(styles.span)} {...a11y({ role: 'status' })}>
          {`${sayMonthDay(localDate(monday))}–${sayMonthDay(localDate(monday + 6 * DAY))}`}
        </View>
        <Tap
          id="week-after"
          className={styles.step}
          label="下一周"
          disabled={ahead === WEEKS - 1}
          onTap={() => ahead < WEEKS - 1 && setAhead(ahead + 1)}
        >
          <Icon name="next" />
        </Tap>
      </View>
      {items &&
        days
          .filter(({ day }) => day <= last)
          .map(part => <DayPart key={part.day} part={part} now={now} hideCentre={filters.centreId !== undefined} />)}
      <ListEnd id="week-more" pages={pages} problem={error && messageOf(error)} item={56} />
    </View>
  )
}
