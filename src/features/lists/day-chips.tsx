import { Chip } from '@/ui/chip'
import { dayChoices } from './days'

interface DayChipsProps {
  /** Prefix of the chips' ids; the date follows. */
  id: string
  /** Local date; null: none. */
  chosen: string | null
  now: number
  onChoose: (date: string) => void
}

/** The days to choose from, today first. */
export function DayChips({ id, chosen, now, onChoose }: DayChipsProps) {
  return (
    <>
      {dayChoices(now).map(({ date, label }) => (
        <Chip key={date} id={`${id}-${date}`} on={date === chosen} onTap={() => onChoose(date)}>
          {label}
        </Chip>
      ))}
    </>
  )
}
