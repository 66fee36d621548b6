import type { SessionCard } from '@domain/contracts/views'
import { localDate, sayDay, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { Chip, ChipStrip } from '@/ui/chip'

interface DayStripProps {
  days: readonly SessionCard[]
  /** Local date. */
  chosen: string
  now: number
  onChoose: (date: string) => void
}

/** The days on which a space is open. */
export function DayStrip({ days, chosen, now, onChoose }: DayStripProps) {
  return (
    <ChipStrip id="space-days" chosen={`space-day-${chosen}`}>
      {days.map(({ id, startsAt, status }) => {
        const date = localDate(startsAt)
        const [name, short] = [sayDay(startsAt, now).split(' ')[0], sayShortDate(startsAt)]
        return (
          <Chip
            key={id}
            id={`space-day-${date}`}
            on={date === chosen}
            off={status === 'cancelled'}
            onTap={() => onChoose(date)}
          >
            <View>{/[今明后]/.test(name ?? '') ? name : short.split(' ')[0]}</View>
            <View>{status === 'cancelled' ? '不开放' : short.split(' ')[1]}</View>
          </Chip>
        )
      })}
    </ChipStrip>
  )
}
