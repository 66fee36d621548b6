import type { MemberChoice } from '@domain/contracts/views'
import type { Refusal } from '@domain/errors'
import { labelsOf } from '@domain/people/labels'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { sayWarning } from '@/features/noshows/words'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { ListGroup } from '@/ui/list-row'
import { Tick } from '@/ui/tick'
import styles from './party.module.scss'
import type { SpaceBooking } from './use-space-booking'

/** Why somebody cannot come to a space; the usual words are about classes. */
function sayRefusal(refusal: Refusal): string {
  if (refusal.code === 'TOO_YOUNG') return `这里要满 ${refusal.detail.ageMin} 岁`
  if (refusal.code === 'TOO_OLD') return `这里到 ${refusal.detail.ageMax} 岁为止`
  return messageOf(refusal).text
}

/** The members of the household to choose from; those who cannot come, with the reason. */
export function Party({ choices, booking }: { choices: readonly MemberChoice[]; booking: SpaceBooking }) {
  const labels = labelsOf(choices.map(({ member }) => member))
  return (
    <ListGroup>
      {choices.map(({ member, refusal, warned }) => {
        const on = booking.choice.party.includes(member.id)
        return (
          <Tap
            key={member.id}
            id={`member-${member.id}`}
            className={styles.row}
            role="checkbox"
            checked={on}
            disabled={refusal !== null}
            onTap={refusal === null ? () => booking.toggle(member.id) : undefined}
          >
            <View className={cx(styles.name)}>
              {labels.get(member.id)}
              {warned && <View className={cx(styles.why)}>{sayWarning(warned.count)}</View>}
            </View>
            {refusal ? <View className={cx(styles.why)}>{sayRefusal(refusal)}</View> : <Tick on={on} />}
          </Tap>
        )
      })}
    </ListGroup>
  )
}
