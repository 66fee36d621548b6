import type { StaffStation } from '@domain/contracts/staff-stations'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './station-card.module.scss'

interface SeatsSheetProps {
  centreId: string
  station: StaffStation
  onClose: () => void
  onChange: (station: StaffStation) => void
}

/** The seats that were taken in the app, each to be freed when nobody sits there. */
export function SeatsSheet({ centreId, station, onClose, onChange }: SeatsSheetProps) {
  /** The visit that was tapped once. */
  const [asked, setAsked] = useState<string | null>(null)
  const { run, busy, error } = useAction('staff.endVisit')
  useErrorToast(error)
  const end = async (visitId: string) => {
    if (asked !== visitId) {
      setAsked(visitId)
      return
    }
    const answer = await run({ centreId, stationId: station.id, visitId })
    if (!answer) return
    setAsked(null)
    onChange(answer.station)
    toast('座位收回了', '别人可以坐了。')
  }
  return (
    <Sheet id="seats-sheet" title={`「${station.name}」谁坐着`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>按坐下的时间排，看不到是谁。座位上没有人，就收回来给别人坐。</View>
        {station.seats.length > 0 && (
          <ListGroup>
            {station.seats.map(({ visitId, from, until, held }) => (
              <ListRow
                key={visitId}
                id={`seat-${visitId}`}
                title={`${localClock(from)} ${held ? '留的座' : '坐下'}`}
                note={held ? `没扫门口的码，留到 ${localClock(until)}` : `扫码坐下，最晚到 ${localClock(until)}`}
                end={
                  <Button
                    id={`end-visit-${visitId}`}
                    look={asked === visitId ? 'danger' : 'soft'}
                    size="small"
                    busy={busy && asked === visitId}
                    onTap={() => void end(visitId)}
                  >
                    {asked === visitId ? '确定收回' : '收回'}
                  </Button>
                }
              />
            ))}
          </ListGroup>
        )}
        {station.seats.length === 0 && <View className={cx(styles.note)}>现在没有人用小程序坐下。</View>}
        <Button id="seats-close" look="plain" onTap={onClose}>
          关上
        </Button>
      </View>
    </Sheet>
  )
}
