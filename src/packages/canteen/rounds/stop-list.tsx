import { FAILURES } from '@domain/canteen/delivery'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import styles from '../parts/page.module.scss'
import type { RoundStop } from './use-round'

/** 没人开门 and so on. */
export function sayFailure(why: (typeof FAILURES)[number]['id']): string {
  return FAILURES.find(({ id }) => id === why)?.label ?? why
}

interface StopListProps {
  stops: readonly RoundStop[]
  /** The stop in hand. */
  current: string | null
  onChoose: (stop: RoundStop) => void
}

/** The stops of a round by building, in the order of the round. */
export function StopList({ stops, current, onChoose }: StopListProps) {
  const buildings = [...new Set(stops.map(({ building }) => building))]
  return (
    <>
      {buildings.map(building => (
        <Section key={building} title={building}>
          <ListGroup>
            {stops
              .filter(stop => stop.building === building)
              .map(stop => (
                <ListRow
                  key={stop.bookingId}
                  id={`stop-${stop.bookingId}`}
                  title={`${stop.door}　${stop.name}`}
                  note={joinWithDots([
                    stop.meals.map(names => names.join('、')).join('；'),
                    stop.isWaiting && '等有网再传',
                    stop.refused && '没记上，请告诉中心',
                  ])}
                  end={<State stop={stop} isCurrent={stop.bookingId === current} />}
                  onTap={stop.handedAt === null ? () => onChoose(stop) : undefined}
                />
              ))}
          </ListGroup>
        </Section>
      ))}
    </>
  )
}

function State({ stop, isCurrent }: { stop: RoundStop; isCurrent: boolean }) {
  if (stop.handedAt !== null) return <View className={cx(styles.good)}>{localClock(stop.handedAt)} 送到</View>
  if (stop.failed)
    return (
      <View className={cx(styles.bad)}>
        {localClock(stop.failed.at)} {sayFailure(stop.failed.why)}
      </View>
    )
  return isCurrent ? <View>到这家了</View> : null
}
