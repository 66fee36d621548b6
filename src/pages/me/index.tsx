import { useRequest } from '@/cloud/use-request'
import { MeView } from '@/features/household/me-view'
import { Loaded } from '@/features/requests/loaded'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function MePage() {
  const request = useRequest('me.get', {}, { refreshOnShow: true })
  return (
    <Screen id="me" title="我的" tab="me">
      <Loaded request={request} skeleton={[96, 160, 180]}>
        {data => <MeView me={data} />}
      </Loaded>
    </Screen>
  )
}

export default page(MePage)
