import { RELEASE_REASON_LENGTH } from '@domain/contracts/limits'
import type { RosterRow } from '@domain/contracts/staff'
import { joinNames } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { outcomeUnknown } from '@/cloud/errors'
import { useAction } from '@/cloud/use-action'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { toast } from '@/ui/toast'
import { ReasonSheet } from '../parts/reason-sheet'
import styles from './desk.module.scss'
import { Problem } from './problem'
import { sayProblem } from './say-problem'

const USUAL = ['孩子生病', '家里有急事', '约错了时间', '本人来电取消'] as const

interface ReleaseSheetProps {
  centreId: string
  row: RosterRow
  onClose: () => void
  onDone: () => void
}

/**
 * Cancels a booking for a resident who can no longer do it in the app, or only one of its party, with a reason that the person
 * is told.
 */
export function ReleaseSheet({ centreId, row, onClose, onDone }: ReleaseSheetProps) {
  const { bookingId, names, members = [], partySize } = row
  const { run, busy, error } = useAction('staff.releaseBooking')
  const [memberId, setMemberId] = useState<string | null>(null)
  const one = members.find(({ id }) => id === memberId)?.name
  const release = async (reason: string) => {
    const input = { centreId, bookingId, reason }
    if (!(await run(memberId === null ? input : { ...input, memberId }))) return
    if (memberId === null) toast('帮他取消了', `不算爽约，${partySize} 个名额放回去了。`)
    else toast(`${one} 不来了`, '不算爽约，他的名额放回去了；其他人照常来。')
    onDone()
  }
  return (
    <ReasonSheet
      id="release-sheet"
      title={one === undefined ? `帮 ${joinNames(names)} · ${partySize} 人 取消预约？` : `帮 ${one} 一个人取消？`}
      note="对方来不了、自己又取消不了时用。不算爽约；名额马上放回去，有人候补的先给候补。原因对方能看到，谁取消的会留在记录里。"
      choice={
        members.length > 1 && (
          <>
            <View className={cx(styles.note)}>谁来不了？</View>
            <View id="release-who" className={cx(styles.pills)}>
              <Chip on={memberId === null} onTap={() => setMemberId(null)}>
                都来不了
              </Chip>
              {members.map(({ id, name }) => (
                <Chip key={id} on={memberId === id} onTap={() => setMemberId(id)}>
                  {name}
                </Chip>
              ))}
            </View>
          </>
        )
      }
      actionId="release-yes"
      label={error && outcomeUnknown(error) ? '再试一次' : one === undefined ? '取消预约' : `只取消 ${one}`}
      keep="先不取消"
      look="danger"
      usual={USUAL}
      field={{ label: `原因（最多 ${RELEASE_REASON_LENGTH} 个字）`, longest: RELEASE_REASON_LENGTH }}
      busy={busy}
      problem={error && <Problem message={sayProblem('cancel', error)} />}
      onConfirm={reason => void release(reason)}
      onClose={onClose}
    />
  )
}
