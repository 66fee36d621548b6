import type { BoardSession, CheckInResult, RosterRow } from '@domain/contracts/staff'
import { joinNames } from '@domain/text'
import { localClock, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { outcomeUnknown } from '@/cloud/errors'
import { useAction } from '@/cloud/use-action'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { sayUndone } from '../parts/roster-list'
import styles from './desk.module.scss'
import { Problem } from './problem'
import { ReleaseSheet } from './release-sheet'
import { sayProblem } from './say-problem'
import { UndoSheet } from './undo-sheet'

interface RowSheetProps {
  centreId: string
  session: BoardSession
  row: RosterRow
  onClose: () => void
  onLetIn: (result: CheckInResult) => void
  /** Anything else has changed. */
  onDone: () => void
}

/** Actions for one booking of a roster: check in, undo the check-in, or cancel the booking. */
export function RowSheet({ centreId, session, row, onClose, onLetIn, onDone }: RowSheetProps) {
  const [step, setStep] = useState<'choose' | 'undo' | 'cancel' | 'release'>('choose')
  const enter = useAction('staff.checkInByName')
  const cancel = useAction('staff.cancelFor')
  const { bookingId, names, partySize, checkedInAt, undone, guest, stay } = row
  const now = cloudNow()
  const who = `${joinNames(names)} · ${partySize} 人`
  const input = { centreId, bookingId }
  const letIn = async () => {
    const result = await enter.run(input)
    if (result) onLetIn(result)
  }
  const giveBack = async () => {
    if (!(await cancel.run(input))) return
    toast('取消了', `${partySize} 个名额放回去了。`)
    onDone()
  }
  if (step === 'undo') return <UndoSheet {...input} who={who} onClose={onClose} onDone={onDone} />
  if (step === 'release') return <ReleaseSheet {...{ centreId, row, onClose, onDone }} />
  if (step === 'cancel') {
    return (
      <Sheet id="cancel-guest" title={`取消 ${who} 的预约？`} onClose={onClose}>
        <View className={cx(styles.form)}>
          <View className={cx(styles.note)}>
            {partySize} 个名额马上放回去，有人候补的先给候补。他没有手机，收不到通知，请先和他说好；再想来，要重新约。
          </View>
          {cancel.error && <Problem message={sayProblem('cancel', cancel.error)} />}
          <View className={cx(styles.choices)}>
            <Button id="cancel-guest-yes" look="danger" busy={cancel.busy} onTap={() => void giveBack()}>
              {cancel.error && outcomeUnknown(cancel.error) ? '再试一次' : '取消预约'}
            </Button>
            <Button id="cancel-guest-keep" look="plain" onTap={onClose}>
              先不取消
            </Button>
          </View>
        </View>
      </Sheet>
    )
  }
  const early = stay === null && now < session.checkInFrom
  return (
    <Sheet id="row-sheet" title={who} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>
          {checkedInAt === null
            ? early
              ? `还没到签到时间，${sayMoment(session.checkInFrom, now)} 开始。`
              : '还没到。'
            : `${localClock(checkedInAt)} 签到。`}
          {guest && (guest.lastFour ? `代约，手机尾号 ${guest.lastFour}。` : '现场登记，没留尾号。')}
        </View>
        {undone && (
          <View id="row-undone" className={cx(styles.note)}>
            {sayUndone(undone)}。
          </View>
        )}
        {enter.error && <Problem message={sayProblem('letIn', enter.error)} />}
        <View className={cx(styles.choices)}>
          {checkedInAt === null && !early && (
            <Button id="row-let-in" icon="check" busy={enter.busy} onTap={() => void letIn()}>
              {enter.error && outcomeUnknown(enter.error) ? '再试一次' : '请进'}
            </Button>
          )}
          {checkedInAt !== null && (
            <Button id="row-undo" look="danger" onTap={() => setStep('undo')}>
              撤销签到
            </Button>
          )}
          {checkedInAt === null && now < (stay ?? session).endsAt && (
            <Button id="row-cancel" look="danger" onTap={() => setStep(guest ? 'cancel' : 'release')}>
              {guest ? '取消这个预约' : '来不了，帮他取消'}
            </Button>
          )}
          <Button id="row-close" look="plain" onTap={onClose}>
            关上
          </Button>
        </View>
      </View>
    </Sheet>
  )
}
