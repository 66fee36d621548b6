import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { CentreDetail } from '@/features/centres/centre-detail'
import { Loaded } from '@/features/requests/loaded'
import { useLocation } from '@/features/settings/use-location'
import { centreCard } from '@/features/share/cards'
import { open } from '@/platform/navigate'
import { useShareCard } from '@/platform/share'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function CentrePage() {
  const { id = '' } = useRouter().params
  const location = useLocation()
  const request = useRequest('centre.get', { centreId: id, ...(location ? { location } : {}) })
  useShareCard(request.data && centreCard(request.data.centre))
  return (
    <Screen id="centre" title="中心">
      <Loaded
        request={request}
        skeleton={[168, 40, 220, 120]}
        otherwise={{ id: 'centre-others', label: '看看别的中心', onTap: () => open('centres', {}) }}
      >
        {data => <CentreDetail {...data} />}
      </Loaded>
    </Screen>
  )
}

export default page(CentrePage)
