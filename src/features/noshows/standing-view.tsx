import type { RouteOutput } from '@domain/contracts'
import { isolated } from '@domain/text'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import styles from './noshows.module.scss'
import { sayRecord, sayStanding } from './words'

/** Where everybody of the household stands, and every record that explains it. */
export function StandingView({ standing }: { standing: RouteOutput<'standing.get'> }) {
  const { people, records, now } = standing
  return (
    <View>
      {people.length > 0 && (
        <ListGroup>
          {people.map(person => {
            const { title, note } = sayStanding(person, now)
            return (
              <ListRow key={person.memberId} icon="info" title={`${isolated(person.nickname)}：${title}`} note={note} />
            )
          })}
        </ListGroup>
      )}
      {records.length === 0 ? (
        <EmptyState scene="lantern" title="没有约了没来的记录" />
      ) : (
        <Section title="约了没来的">
          <View className={cx(styles.lines)}>
            <ListGroup>
              {records.map(record => {
                const { tone, text } = sayRecord(record)
                return (
                  <ListRow
                    key={record.id}
                    id={`record-${record.id}`}
                    title={`${isolated(record.nickname)}：${record.title}`}
                    note={
                      <>
                        <View>{saySpan(record.startsAt, record.endsAt, now)}</View>
                        <View>{record.centreName}</View>
                      </>
                    }
                    end={<Pill tone={tone}>{text}</Pill>}
                    leads
                    onTap={() => open('booking', { id: record.bookingId })}
                  />
                )
              })}
            </ListGroup>
            <View className={cx(styles.note)}>
              约了没来，第一次只是提醒，第二次再提醒，第三次起 14
              天不能约新的课。半年前的不再算。中心取消、改时间都不算。有原因的，点开那一次说明原因。
            </View>
          </View>
        </Section>
      )}
    </View>
  )
}
