import { CHANGE_REASON_LENGTH } from '@domain/contracts/limits'
import type { StaffStation } from '@domain/contracts/staff-stations'
import { HOUR, localDate, sayMoment, startOfLocalDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './station-card.module.scss'

const USUAL = ['打扫消毒', '停水停电', '设备检修', '场地有活动'] as const

/** How long a station can be closed with one tap: hours from now, or whole days. */
const LENGTHS: readonly { label: string; until: (now: number) => number }[] = [
  { label: '1 小时', until: now => now + HOUR },
  { label: '3 小时', until: now => now + 3 * HOUR },
  { label: '今天', until: now => startOfLocalDay(now, 1) },
  { label: '今天和明天', until: now => startOfLocalDay(now, 2) },
  { label: '一周', until: now => startOfLocalDay(now, 7) },
]

interface CloseStationSheetProps {
  centreId: string
  station: StaffStation
  now: number
  onClose: () => void
  onDone: (station: StaffStation) => void
}

/** Closes a station for a time, with a reason. */
export function CloseStationSheet({ centreId, station, now, onClose, onDone }: CloseStationSheetProps) {
  const [reason, setReason] = useState('')
  const [length, setLength] = useState(0)
  const { run, busy, error } = useAction('staff.closeStation')
  useErrorToast(error)
  const ready = reason.trim() !== ''
  // Counted from when the sheet was opened, so that a second tap after a lost answer sends the same input.
  const [from] = useState(cloudNow)
  const until = LENGTHS[length]?.until(from) ?? from + HOUR
  const close = async () => {
    const answer = await run({ centreId, stationId: station.id, reason, until })
    if (!answer) return
    toast('驿站关好了', '到时间会自动重新开放。')
    onDone(answer.station)
    onClose()
  }
  return (
    <Sheet id="close-station-sheet" title={`临时关闭「${station.name}」？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>
          {localDate(until) === localDate(now) ? '' : '到那天零点，按平时的时间开门。'}
          {sayMoment(until, now)} 前没有人能坐下；正坐着的 {station.visits + station.counted} 位会算作离开。
        </View>
        <View className={cx(styles.choices)}>
          {LENGTHS.map(({ label }, at) => (
            <Chip key={label} id={`close-for-${at}`} on={at === length} onTap={() => setLength(at)}>
              {label}
            </Chip>
          ))}
        </View>
        <TextField
          id="close-reason"
          label={`原因（大家会看到，最多 ${CHANGE_REASON_LENGTH} 个字）`}
          value={reason}
          maxLength={CHANGE_REASON_LENGTH}
          onChange={setReason}
        />
        <View className={cx(styles.choices)}>
          {USUAL.map(usual => (
            <Chip key={usual} on={reason === usual} onTap={() => setReason(usual)}>
              {usual}
            </Chip>
          ))}
        </View>
        <Button id="station-close-yes" look="danger" busy={busy} disabled={!ready} onTap={() => void close()}>
          {ready ? '关闭驿站' : '请先写原因'}
        </Button>
        <Button id="station-close-keep" look="plain" onTap={onClose}>
          先不关
        </Button>
      </View>
    </Sheet>
  )
}
