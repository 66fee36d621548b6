import type { StartChoice } from '@domain/spaces/choices'
import { localClock, sayLength } from '@domain/time'
import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './time-line.module.scss'
import type { SpaceBooking } from './use-space-booking'

function sayState({ state, free }: StartChoice, single: boolean): string {
  switch (state) {
    case 'past':
      return '已过'
    case 'early':
      return '还不能约'
    case 'full':
      return single ? '有人' : '满了'
    case 'free':
      return single ? '空着' : `空 ${free}`
  }
}

/** The possible starts of the day with what is free, and the length of the booking. */
export function TimeLine({ booking, single }: { booking: SpaceBooking; single: boolean }) {
  const { starts, start, ends, span } = booking.choice
  const coming = starts.filter(({ state }) => state !== 'past')
  const choice = ends.length > 1
  const at = span ? ends.indexOf(span.endsAt) : -1
  const step = (by: number) => {
    const next = ends[at + by]
    if (next !== undefined) booking.chooseEnd(next)
  }
  return (
    <View>
      {coming.length === 0 && <View className={cx(styles.none)}>今天的时间都过了，请换一天。</View>}
      <View className={cx(styles.grid)}>
        {coming.map(moment => {
          const on = start?.startsAt === moment.startsAt
          const open = moment.state === 'free'
          return (
            <Tap
              key={moment.startsAt}
              id={`start-${localClock(moment.startsAt).replace(':', '')}`}
              className={cx(styles.slot, open ? styles.free : styles.shut, on && styles.on)}
              role="radio"
              checked={on}
              disabled={!open}
              onTap={open ? () => booking.chooseStart(moment.startsAt) : undefined}
            >
              <View className={cx(styles.clock)}>{localClock(moment.startsAt)}</View>
              <View className={cx(styles.state)}>{on ? '已选' : sayState(moment, single)}</View>
            </Tap>
          )
        })}
      </View>
      {span && (
        <View className={cx(styles.length)}>
          {choice && (
            <Tap
              id="length-less"
              className={cx(styles.step, at <= 0 && styles.end)}
              label="短一点"
              disabled={at <= 0}
              onTap={() => step(-1)}
            >
              <View className={cx(styles.minus)} />
            </Tap>
          )}
          <View id="length" className={cx(styles.said)}>
            <View className={cx(styles.hours)}>{sayLength(span.endsAt - span.startsAt)}</View>
            <View className={cx(styles.until)}>
              {localClock(span.startsAt)}–{localClock(span.endsAt)}
            </View>
          </View>
          {choice && (
            <Tap
              id="length-more"
              className={cx(styles.step, at >= ends.length - 1 && styles.end)}
              label="长一点"
              disabled={at >= ends.length - 1}
              onTap={() => step(1)}
            >
              <Icon name="plus" />
            </Tap>
          )}
        </View>
      )}
    </View>
  )
}
