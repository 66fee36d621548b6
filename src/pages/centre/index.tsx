import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { CentreDetail } from '@/features/centres/centre-detail'
import { Loaded } from '@/features/requests/loaded'
import { useLocation } from '@/features/settings/use-location'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function CentrePage() {
  const { id = '' } = useRouter().params
  const location = useLocation()
  const request = useRequest('centre.get', { centreId: id, ...(location ? { location } : {}) })
  return (
    <Screen id="centre" title="中心">
      <Loaded request={request} skeleton={[168, 40, 220, 120]}>
        {data => <CentreDetail {...data} />}
      </Loaded>
    </Screen>
  )
}

export default page(CentrePage)
