import { Chip } from '@/ui/chip'
import { dayChoices } from './days'

interface DayChipsProps {
  /** The chips bear this id with the date behind it. */
  id: string
  /** Local date; null: no day is chosen. */
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
