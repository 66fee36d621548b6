import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { useNow } from '@/features/time/use-now'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { StationCard } from '../../parts/station-card'
import styles from './stations.module.scss'

const RENEW_MS = 30_000

export default function StaffStationsPage() {
  const { centreId = '' } = useRouter().params
  const { data, error, reload, setData } = useRequest('staff.stations', { centreId }, { refreshOnShow: true })
  const now = useNow(RENEW_MS)
  const problem = error && messageOf(error)
  return (
    <Screen id="staff-stations" title="驿站座位">
      {data ? (
        <View className={cx(styles.list)}>
          {data.stations.map(station => (
            <StationCard
              key={station.id}
              centreId={centreId}
              station={station}
              now={now}
              onChange={changed =>
                setData({ ...data, stations: data.stations.map(one => (one.id === changed.id ? changed : one)) })
              }
            />
          ))}
          {data.stations.length === 0 && (
            <EmptyState scene="armchair" title="本中心还没有驿站" note="有了驿站，座位会显示在这里。" />
          )}
        </View>
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[220, 220]} />
      )}
    </Screen>
  )
}
