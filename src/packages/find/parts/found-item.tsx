import type { Found } from '@domain/contracts/find'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { CentreItem } from '@/features/centres/centre-item'
import { sayFar } from '@/features/centres/hours'
import { OfferingCard } from '@/features/offerings/offering-card'
import { StationItem } from '@/features/stations/station-item'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import styles from './find.module.scss'
import { type FoundAtCentre, sayState } from './words'

interface FoundItemProps {
  found: Found
  now: number
}

/** One answer of a search; opens its page. */
export function FoundItem({ found, now }: FoundItemProps) {
  if (found.type === 'centre') return <CentreItem centre={found.centre} now={now} />
  if (found.type === 'station') return <StationItem station={found.station} from="person" now={now} live />
  const { type, id, title, centreId, centreName, session } = found
  return (
    <OfferingCard
      id={`found-${type}-${id}`}
      category={type === 'class' || type === 'space' ? found.category : 'canteen'}
      title={title}
      state={sayState(found, now)}
      onTap={() => openFound(found)}
    >
      {session && <View className={cx(styles.when)}>{saySpan(session.startsAt, session.endsAt, now)}</View>}
      <View className={cx(styles.note)}>{[centreName, sayFar(found)].filter(Boolean).join(' · ')}</View>
    </OfferingCard>
  )

  function openFound({ type: what }: FoundAtCentre) {
    if (what === 'space') return open('spaces/detail', { id })
    const sessionId = session ? { sessionId: session.id } : {}
    if (what === 'class') return open('class', { id, ...sessionId })
    return open('canteen/menu', { centreId, ...sessionId })
  }
}
