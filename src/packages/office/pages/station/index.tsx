import '../../messages'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { StationForm } from '../../centre/station-form'
import { Desk } from '../../parts/desk'
import { usePlace } from '../../parts/place'

/** Edits a rest station. */
function StationPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const { stationId } = useRouter().params
  const request = useRequest('staff.stations', { centreId })
  return (
    <Desk id="office-station" title="驿站资料" section="centre" place={place}>
      <Loaded request={request} skeleton={[60, 60, 60]} ageless>
        {({ stations }) => {
          const station = stations.find(({ id }) => id === stationId)
          if (!station) return <EmptyState scene="armchair" title="没有找到这个驿站" note="返回去看看别的。" />
          return <StationForm centreId={centreId} station={station} />
        }}
      </Loaded>
    </Desk>
  )
}

export default page(StationPage)
