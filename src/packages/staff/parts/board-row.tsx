import type { BoardSession, SpaceNow } from '@domain/contracts/staff'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { canRegisterWalkIn } from '../desk/allowed'
import styles from './board-row.module.scss'

/** Whether a session is to come, under way, over or cancelled. */
function phase(session: BoardSession, now: number): { tone: 'good' | 'few' | 'quiet' | 'none'; text: string } {
  if (session.status === 'cancelled') return { tone: 'none', text: '已取消' }
  if (now >= session.endsAt) return { tone: 'quiet', text: '已结束' }
  if (now >= session.startsAt) return { tone: 'few', text: '进行中' }
  return { tone: 'good', text: '未开始' }
}

function Figure({ value, label }: { value: number; label: string }) {
  return (
    <View className={cx(styles.figure)}>
      <View className={cx(styles.value)}>{value}</View>
      <View className={cx(styles.label)}>{label}</View>
    </View>
  )
}

interface BoardRowProps {
  session: BoardSession
  /** Of a day of seats or rooms: its use right now. */
  space?: SpaceNow | undefined
  now: number
  onTap: () => void
  /** Opens the registration of people without a booking. */
  onWalkIn: () => void
}

/** One session of the day with its figures, and a button to register people without a booking. */
export function BoardRow({ session, space, now, onTap, onWalkIn }: BoardRowProps) {
  const { tone, text } = phase(session, now)
  return (
    <Card>
      <Tap id={`board-${session.id}`} className={styles.body} onTap={onTap}>
        <View className={cx(styles.head)}>
          <View className={cx(styles.time)}>
            {localClock(session.startsAt)}–{localClock(session.endsAt)}
          </View>
          <Pill tone={tone} dot>
            {text}
          </Pill>
        </View>
        <View className={cx(styles.title)}>{session.title}</View>
        <View className={cx(styles.note)}>
          {session.room} · {session.teacher}
        </View>
        {space?.next && (
          <View className={cx(styles.note)}>
            接下来：{localClock(space.next.at)} {space.next.unit}
          </View>
        )}
        <View className={cx(styles.figures)}>
          <Figure value={session.booked} label="约了" />
          <Figure value={session.came} label="到了" />
          {space ? <Figure value={space.inUse} label="正在用" /> : <Figure value={session.seatsLeft} label="空名额" />}
          {session.reserve > 0 && <Figure value={session.reserve} label="预留" />}
          {session.waiting > 0 && <Figure value={session.waiting} label={session.drawAt === null ? '候补' : '登记'} />}
        </View>
      </Tap>
      {canRegisterWalkIn(session, now) && (
        <View className={cx(styles.foot)}>
          <Button id={`walk-in-${session.id}`} look="soft" size="small" icon="plus" onTap={onWalkIn}>
            现场登记
          </Button>
        </View>
      )}
    </Card>
  )
}
