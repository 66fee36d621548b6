import { atLocal, sayShortDate } from '@domain/time'
import { Chip, ChipStrip } from '@/ui/chip'
import { Field } from '@/ui/field'

interface DayFieldProps {
  /** Ids of the chips begin with it. */
  id: string
  label: string
  days: readonly string[]
  day: string
  onChange: (day: string) => void
}

/** One of the days to come. */
export function DayField({ id, label, days, day, onChange }: DayFieldProps) {
  return (
    <Field label={label}>
      <ChipStrip>
        {days.map(each => (
          <Chip key={each} id={`${id}-${each}`} on={each === day} onTap={() => onChange(each)}>
            {sayShortDate(atLocal(each))}
          </Chip>
        ))}
      </ChipStrip>
    </Field>
  )
}
