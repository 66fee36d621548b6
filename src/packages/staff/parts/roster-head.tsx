import type { Roster } from '@domain/contracts/staff'
import { isSpace } from '@domain/offerings/kinds'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { cloudNow } from '@/cloud/clock'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Places } from '../desk/places'
import styles from './roster.module.scss'

/** The session of a roster and its figures. */
export function RosterHead({ session, excused }: Pick<Roster, 'session' | 'excused'>) {
  return (
    <View>
      <View className={cx(styles.title)}>{session.title}</View>
      <View className={cx(styles.note)}>
        {saySpan(session.startsAt, session.endsAt, cloudNow())} · {session.room}
      </View>
      <View className={cx(styles.count)}>
        <Pill tone="good">
          到了 {session.came} / 约了 {session.booked}
        </Pill>
        {session.status === 'cancelled' && <Pill tone="none">已取消</Pill>}
        {excused && <Pill tone="indigo">没来的不算：{excused.reason}</Pill>}
        {!isSpace(session.kind) && <Places session={session} />}
      </View>
    </View>
  )
}
