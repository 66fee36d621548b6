import type { ShiftCard } from '@domain/contracts/volunteers'
import { open } from '@/platform/navigate'
import { ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { sayShift, shiftState } from './volunteer-words'

/** A shift in a list; it leads to its page. */
export function ShiftRow({ id, shift, now }: { id: string; shift: ShiftCard; now: number }) {
  const { label, tone } = shiftState(shift)
  return (
    <ListRow
      id={id}
      title={shift.title}
      note={sayShift(shift, now)}
      end={<Pill tone={tone}>{label}</Pill>}
      leads
      onTap={() => open('participation/shift', { id: shift.id })}
    />
  )
}
