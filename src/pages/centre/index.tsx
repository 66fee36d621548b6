import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { CentreDetail } from '@/features/centres/centre-detail'
import { useLocation } from '@/features/settings/use-location'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function CentrePage() {
  const { id = '' } = useRouter().params
  const location = useLocation(state => state.location)
  const { data, error, reload } = useRequest('centre.get', { centreId: id, ...(location ? { location } : {}) })
  const problem = error && messageOf(error)
  return (
    <Screen id="centre" title="中心">
      {data ? (
        <CentreDetail {...data} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[168, 40, 220, 120]} />
      )}
    </Screen>
  )
}
