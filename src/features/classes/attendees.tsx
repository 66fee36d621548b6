import type { BookingStatus, MemberChoice } from '@domain/contracts/views'
import { labelsOf } from '@domain/people/labels'
import type { Relation } from '@domain/people/members'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { sayMemberAge } from '@/features/household/words'
import { sayWarning } from '@/features/noshows/words'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { ListGroup } from '@/ui/list-row'
import { Tick } from '@/ui/tick'
import styles from './attendees.module.scss'

interface AttendeesProps {
  choices: readonly MemberChoice[]
  chosen: readonly string[]
  /** Members who already have a place in the chosen session, or wait for one, by id. */
  held: ReadonlyMap<string, BookingStatus>
  /** The relation that is preselected for a new member. */
  addRelation: Relation
  now: number
  onToggle: (memberId: string) => void
}

const ADD_LABELS: Partial<Record<Relation, string>> = { child: '添加孩子', elder: '添加老人' }

function sayHeld(status: BookingStatus | undefined): string {
  if (status === 'registered') return '已登记'
  if (status === 'waiting') return '候补中'
  return status === 'offered' ? '等确认' : '已约好'
}

/** The members to choose from; those who cannot come, with the reason and what to do. */
export function Attendees({ choices, chosen, held, addRelation, now, onToggle }: AttendeesProps) {
  const labels = labelsOf(choices.map(({ member }) => member))
  return (
    <ListGroup>
      {choices.map(({ member, refusal, warned }) => {
        const age = sayMemberAge(member, now)
        const on = chosen.includes(member.id)
        const has = held.has(member.id)
        const why = refusal && messageOf(refusal)
        const fixable = refusal?.code === 'BIRTH_MONTH_NEEDED'
        const paused = refusal?.code === 'PAUSED'
        const act = has
          ? undefined
          : fixable
            ? () => open('member', { id: member.id, choose: '1' })
            : paused
              ? () => open('standing', {})
              : refusal
                ? undefined
                : () => onToggle(member.id)
        return (
          <Tap
            key={member.id}
            id={`attendee-${member.id}`}
            className={styles.row}
            role={refusal || has ? 'button' : 'checkbox'}
            checked={refusal || has ? undefined : on}
            disabled={act === undefined}
            onTap={act}
          >
            <View className={cx(styles.who)}>
              <View className={cx(styles.name, !!refusal && styles.dim)}>{labels.get(member.id)}</View>
              {age !== null && <View className={cx(styles.age)}>{age}</View>}
              {warned && <View className={cx(styles.warned)}>{sayWarning(warned.count)}</View>}
            </View>
            {has ? (
              <View className={cx(styles.state, styles.has)}>{sayHeld(held.get(member.id))}</View>
            ) : why ? (
              <View className={cx(styles.state, fixable && styles.fix)}>
                {fixable ? '补上出生年月' : why.text}
                {(fixable || paused) && <Icon name="next" size="small" />}
              </View>
            ) : (
              <Tick on={on} />
            )}
          </Tap>
        )
      })}
      <Tap
        id="member-add"
        className={cx(styles.row, styles.add)}
        onTap={() => open('member', { relation: addRelation, choose: '1' })}
      >
        <Icon name="plus" size="small" />
        <View>{ADD_LABELS[addRelation] ?? '添加家人'}</View>
      </Tap>
    </ListGroup>
  )
}
