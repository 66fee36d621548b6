import '../../messages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { StationCard } from '../../parts/station-card'
import styles from './stations.module.scss'

const RENEW_MS = 30_000

function StaffStationsPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.stations', { centreId }, { refreshOnShow: true, refreshEvery: RENEW_MS })
  const { setData } = request
  const now = useNow(RENEW_MS)
  return (
    <Screen id="staff-stations" title="驿站座位">
      <Loaded request={request} skeleton={[220, 220]}>
        {data => (
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
        )}
      </Loaded>
    </Screen>
  )
}

export default page(StaffStationsPage)
