import type { BoardSession } from '@domain/contracts/staff'
import { isSpace } from '@domain/offerings/kinds'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { CancelSheet } from './cancel-sheet'
import { CapacitySheet } from './capacity-sheet'
import { ExcuseSheet } from './excuse-sheet'
import { MoveSheet } from './move-sheet'
import styles from './session-actions.module.scss'

interface SessionActionsProps {
  centreId: string
  session: BoardSession
  /** The centre has excused all absences. */
  excused: boolean
  now: number
  onDone: () => void
}

/** What a manager can do with a session before its end, and after it. */
export function SessionActions({ centreId, session, excused, now, onDone }: SessionActionsProps) {
  const [sheet, setSheet] = useState<'move' | 'cancel' | 'capacity' | 'excuse' | null>(null)
  const over = now >= session.endsAt
  const excusable = over && !excused && session.booked > session.came
  if (session.status === 'cancelled' || (over && !excusable)) return null
  const close = () => setSheet(null)
  const done = () => {
    close()
    onDone()
  }
  const sheetProps = { centreId, session, onClose: close, onDone: done }
  if (excusable) {
    return (
      <View className={cx(styles.actions)}>
        <Button id="session-excuse" look="soft" size="small" onTap={() => setSheet('excuse')}>
          没来的都不算爽约
        </Button>
        {sheet === 'excuse' && <ExcuseSheet {...sheetProps} />}
      </View>
    )
  }
  return (
    <View className={cx(styles.actions)}>
      {session.kind === 'class' && (
        <Button id="session-capacity" look="soft" size="small" onTap={() => setSheet('capacity')}>
          调整名额
        </Button>
      )}
      {isSpace(session.kind) && (
        <Button
          id="session-close"
          look="soft"
          size="small"
          onTap={() => open('staff/space', { centreId, sessionId: session.id })}
        >
          临时关闭一部分
        </Button>
      )}
      {!isSpace(session.kind) && now < session.startsAt && (
        <Button id="session-move" look="soft" size="small" onTap={() => setSheet('move')}>
          改时间
        </Button>
      )}
      <Button id="session-cancel" look="danger" size="small" onTap={() => setSheet('cancel')}>
        取消这一场
      </Button>
      {sheet === 'capacity' && <CapacitySheet {...sheetProps} />}
      {sheet === 'cancel' && <CancelSheet {...sheetProps} />}
      {sheet === 'move' && <MoveSheet {...sheetProps} now={now} />}
    </View>
  )
}
