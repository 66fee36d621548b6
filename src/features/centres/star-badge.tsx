import type { CentreView } from '@domain/contracts/views'
import { Pill } from '@/ui/pill'

const NAMES = { 3: '三星', 4: '四星', 5: '五星' } as const

/** The stars of a centre with the year that they were given for; nothing where it has none. */
export function StarBadge({ stars }: Pick<CentreView, 'stars'>) {
  // The answer of an earlier release has none.
  if (!stars) return null
  return (
    <Pill tone="few">
      {NAMES[stars.stars]}中心 · {stars.year} 年评
    </Pill>
  )
}
