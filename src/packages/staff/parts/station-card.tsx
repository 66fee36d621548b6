import type { StaffStation } from '@domain/contracts/staff-stations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { saySeats, sayStationHours } from '@/features/stations/words'
import { sayAge } from '@/features/time/age'
import { open } from '@/platform/navigate'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { Pill } from '@/ui/pill'
import { toast } from '@/ui/toast'
import { CloseStationSheet } from './close-station-sheet'
import { SeatsSheet } from './seats-sheet'
import styles from './station-card.module.scss'
import { useCounting } from './use-counting'

interface StationCardProps {
  centreId: string
  station: StaffStation
  now: number
  onChange: (station: StaffStation) => void
}

/** A station of the centre: how many people are there, counting people without a phone, and closing it. */
export function StationCard({ centreId, station, now, onChange }: StationCardProps) {
  const [closing, setClosing] = useState(false)
  const [listing, setListing] = useState(false)
  const { delta, count } = useCounting(centreId, station, onChange)
  const confirming = useAction('staff.adjustOccupancy')
  const opening = useAction('staff.openStation')
  useErrorToast(confirming.error)
  useErrorToast(opening.error)
  const { id, name, capacity, free, visits, counted, seenAt } = station
  const held = station.seats.filter(seat => seat.held).length
  const doors = sayStationHours(station, now)
  const seats = saySeats(station, now, true)

  const people = capacity - free + delta
  const confirm = async () => {
    const answer = await confirming.run({ centreId, stationId: id, by: 0 })
    if (!answer) return
    onChange(answer.station)
    toast('记下了', '大家看到的就是刚刚的座位数。')
  }
  const reopen = async () => {
    const answer = await opening.run({ centreId, stationId: id })
    if (answer) onChange(answer.station)
  }
  return (
    <Card id={`staff-station-${id}`} padded>
      <View className={cx(styles.head)}>
        <View className={cx(styles.name)}>{name}</View>
        <Pill tone={seats.tone} dot>
          {seats.text}
        </Pill>
      </View>
      <View className={cx(styles.note)}>
        {joinWithDots([
          `扫码坐下 ${visits - held} 人`,
          held > 0 && `留座 ${held} 个`,
          `人工登记 ${counted} 人`,
          `共 ${capacity} 座`,
        ])}
      </View>
      <View className={cx(styles.note)}>{joinWithDots([doors.until, `${sayAge(seenAt, now)}的座位数`])}</View>
      {doors.open && (
        <View className={cx(styles.count)}>
          <View className={cx(styles.now)}>
            现在
            <View className={cx(styles.figure)} {...a11y({ role: 'status' })}>
              {people}
            </View>
            人
          </View>
          <Button id={`count-less-${id}`} look="soft" disabled={counted + delta <= 0} onTap={() => count(-1)}>
            走了 1 位
          </Button>
          <Button id={`count-more-${id}`} look="soft" disabled={people >= capacity} onTap={() => count(1)}>
            来了 1 位
          </Button>
        </View>
      )}
      <View className={cx(styles.actions)}>
        {doors.open && (
          <Button id={`count-same-${id}`} look="plain" size="small" busy={confirming.busy} onTap={() => void confirm()}>
            人数没变
          </Button>
        )}
        {visits > 0 && (
          <Button id={`station-seats-${id}`} look="plain" size="small" onTap={() => setListing(true)}>
            收回座位
          </Button>
        )}
        {doors.open && (
          <Button id={`station-close-${id}`} look="plain" size="small" onTap={() => setClosing(true)}>
            临时关闭
          </Button>
        )}
        {station.closure && station.closure.until > now && (
          <Button id={`station-open-${id}`} look="plain" size="small" busy={opening.busy} onTap={() => void reopen()}>
            重新开放
          </Button>
        )}
        <Button
          id={`station-poster-${id}`}
          look="plain"
          size="small"
          onTap={() => open('staff/poster', { centreId, stationId: id })}
        >
          门口海报
        </Button>
      </View>
      {listing && (
        <SeatsSheet centreId={centreId} station={station} onClose={() => setListing(false)} onChange={onChange} />
      )}
      {closing && (
        <CloseStationSheet
          centreId={centreId}
          station={station}
          now={now}
          onClose={() => setClosing(false)}
          onDone={onChange}
        />
      )}
    </Card>
  )
}
