import type { PersonStanding } from '@domain/contracts/noshows'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import styles from './noshows.module.scss'
import { sayStanding } from './words'

/** A quiet word about sessions that were booked and missed; nothing when there are none. */
export function StandingCard({ people, now }: { people: readonly PersonStanding[]; now: number }) {
  if (people.length === 0) return null
  return (
    <View className={cx(styles.card)}>
      <ListGroup>
        {people.map(person => {
          const { title, note } = sayStanding(person, now)
          return (
            <ListRow
              key={person.memberId}
              id={`standing-${person.memberId}`}
              icon="info"
              title={`${isolated(person.nickname)}：${title}`}
              note={`${note}有原因可以说明。`}
              leads
              onTap={() => open('standing', {})}
            />
          )
        })}
      </ListGroup>
    </View>
  )
}
