import { MAX_CAPACITY } from '@domain/contracts/limits'
import type { BoardSession } from '@domain/contracts/staff'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Sheet } from '@/ui/sheet'
import { Stepper } from '@/ui/stepper'
import { toast } from '@/ui/toast'
import styles from './session-actions.module.scss'

interface CapacitySheetProps {
  centreId: string
  session: BoardSession
  onClose: () => void
  onDone: () => void
}

/** What a new number of places means for people who are booked and people who wait. */
function sayChange({ capacity, waiting, drawAt }: BoardSession, wanted: number, least: number): string {
  const more = wanted - capacity
  if (more > 0 && drawAt !== null) return `多出的 ${more} 个名额一起参加抽签。`
  if (more > 0 && waiting > 0) return `多出的 ${more} 个名额会先给候补的人（${waiting} 家在等）。`
  if (more > 0) return `多出的 ${more} 个名额马上就能约。`
  if (more < 0) return `少了 ${-more} 个空名额，已经约好的都不受影响。`
  return wanted <= least ? '已经约满，只能加，不能减。' : '点加减，改这一场的名额。'
}

/** Changes the number of places of one session, never to fewer than are taken. */
export function CapacitySheet({ centreId, session, onClose, onDone }: CapacitySheetProps) {
  const [wanted, setWanted] = useState(session.capacity)
  const { run, busy, error } = useAction('staff.setCapacity')
  useErrorToast(error)
  const taken = session.capacity - session.reserve - session.seatsLeft
  const least = Math.max(1, taken + session.reserve)
  const save = async () => {
    if (!(await run({ centreId, sessionId: session.id, capacity: wanted }))) return
    toast(`名额改成 ${wanted} 个了`, '居民那边马上能看到。')
    onDone()
  }
  return (
    <Sheet id="capacity-sheet" title={`「${session.title}」开多少个名额？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.choices)}>
          <Pill tone="good">已占 {taken}</Pill>
          <Pill tone="quiet">预留 {session.reserve}</Pill>
          <Pill tone="few">
            {session.drawAt === null ? '候补' : '登记'} {session.waiting} 家
          </Pill>
        </View>
        <Stepper
          id="capacity"
          value={wanted}
          min={least}
          max={MAX_CAPACITY}
          less="减一个名额"
          more="加一个名额"
          onChange={setWanted}
        />
        <View id="capacity-effect" className={cx(styles.note)}>
          {sayChange(session, wanted, least)}
        </View>
        <Button id="capacity-save" busy={busy} disabled={wanted === session.capacity} onTap={() => void save()}>
          {wanted === session.capacity ? `现在是 ${wanted} 个` : `改成 ${wanted} 个`}
        </Button>
        <Button id="capacity-keep" look="plain" onTap={onClose}>
          先不改
        </Button>
      </View>
    </Sheet>
  )
}
