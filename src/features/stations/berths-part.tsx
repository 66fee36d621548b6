import type { SpaceCard } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { dayState } from '@/features/spaces/words'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import styles from './stations.module.scss'

interface BerthsPartProps {
  berths: readonly SpaceCard[]
  now: number
  /** Whether the figures are current. */
  live: boolean
}

/** The nap berths of this station's centre. Empty where there are none. */
export function BerthsPart({ berths, now, live }: BerthsPartProps) {
  if (berths.length === 0) return null
  return (
    <Section title="想躺一会儿">
      <ListGroup>
        {berths.map(card => {
          const { id, offeringId, title, room } = card.session
          const state = dayState(card, now)
          return (
            <ListRow
              key={id}
              id={`station-berth-${offeringId}`}
              icon="clock"
              title={title}
              note={
                <View>
                  <View>{room} · 一次半小时，要先约；坐着歇不用约</View>
                  {live && (
                    <View className={cx(styles.state)}>
                      <Pill tone={state.tone} dot>
                        {state.text}
                      </Pill>
                    </View>
                  )}
                </View>
              }
              leads
              onTap={() => open('spaces/detail', { id: offeringId })}
            />
          )
        })}
      </ListGroup>
    </Section>
  )
}
