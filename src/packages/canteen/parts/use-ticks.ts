import { localDate } from '@domain/time'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { storedFamily } from '@/platform/storage'
import { toast } from '@/ui/toast'

/** What was ticked off on this device of each sitting: by dish or label, what it said then. */
const storedTicks = storedFamily<Record<string, string>>({ name: 'kitchen-ticks', version: 1, kept: 'lasting' })

/**
 * What a kitchen has done of a sitting. A tick counts for what the row said when it was ticked, so a row whose count or meal
 * changes afterwards is open again.
 */
export function useTicks({ id, startsAt }: { id: string; startsAt: number }) {
  // The day stands first, so that those of past days are found without their sittings.
  const slot = storedTicks.at(`${localDate(startsAt)}.${id}`)
  const [ticks, setTicks] = useState(() => {
    dropPastTicks()
    return slot.read() ?? {}
  })
  const isTicked = (row: string, says: string) => ticks[row] === says
  const toggle = (row: string, says: string) => {
    const { [row]: before, ...others } = ticks
    const next = before === says ? others : { ...others, [row]: says }
    setTicks(next)
    if (!slot.write(next)) toast('这台设备存不下了，离开这页勾就没了')
  }
  return { isTicked, toggle }
}

function dropPastTicks(): void {
  const today = localDate(cloudNow())
  for (const key of storedTicks.keys()) if (key < today) storedTicks.at(key).remove()
}
