import { joinNames } from '@domain/text'
import { localClock, localDate, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import styles from './duplicates-card.module.scss'

/** The second moment, without the day when it is the same as the first one's. */
function sayOther(first: number, second: number, now: number): string {
  return localDate(first) === localDate(second) ? localClock(second) : sayMoment(second, now)
}

/** For managers: bookings that were checked in twice. Empty when there are none. */
export function DuplicatesCard({ centreId }: { centreId: string }) {
  const { data } = useRequest('staff.duplicates', { centreId }, { refreshOnShow: true })
  if (!data || data.duplicates.length === 0) return null
  return (
    <Section title="同一个预约签了两次">
      <ListGroup>
        {data.duplicates.map(({ id, names, partySize, title, at, againAt }) => (
          <ListRow
            key={id}
            id={`duplicate-${id}`}
            icon="people"
            title={`${joinNames(names)} · ${partySize} 人`}
            note={`${title}：${sayMoment(at, data.now)} 和 ${sayOther(at, againAt, data.now)} 各签了一次，按早的算`}
          />
        ))}
      </ListGroup>
      <View className={cx(styles.note)}>
        多半是两台手机断网时各扫了一次，名额只算一份。人数对不上的，问问当时在门口的同事。
      </View>
    </Section>
  )
}
