import type { BoardSession } from '@domain/contracts/staff'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { CancelSheet } from './cancel-sheet'
import { MoveSheet } from './move-sheet'
import styles from './session-actions.module.scss'

interface SessionActionsProps {
  centreId: string
  session: BoardSession
  now: number
  onDone: () => void
}

/** What a manager may do with a session while there is still time for it. */
export function SessionActions({ centreId, session, now, onDone }: SessionActionsProps) {
  const [sheet, setSheet] = useState<'move' | 'cancel' | null>(null)
  if (session.status === 'cancelled' || now >= session.endsAt) return null
  const close = () => setSheet(null)
  const done = () => {
    close()
    onDone()
  }
  return (
    <View className={cx(styles.actions)}>
      {now < session.startsAt && (
        <Button id="session-move" look="soft" size="small" onTap={() => setSheet('move')}>
          改时间
        </Button>
      )}
      <Button id="session-cancel" look="danger" size="small" onTap={() => setSheet('cancel')}>
        取消本场
      </Button>
      {sheet === 'cancel' && <CancelSheet centreId={centreId} session={session} onClose={close} onDone={done} />}
      {sheet === 'move' && <MoveSheet centreId={centreId} session={session} now={now} onClose={close} onDone={done} />}
    </View>
  )
}
