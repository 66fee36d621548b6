import { useRequest } from '@/cloud/use-request'
import { StandingView } from '@/features/noshows/standing-view'
import { Loaded } from '@/features/requests/loaded'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function StandingPage() {
  const request = useRequest('standing.get', {}, { refreshOnShow: true })
  return (
    <Screen id="standing" title="约了没来的记录">
      <Loaded request={request} skeleton={[96, 240]}>
        {data => <StandingView standing={data} />}
      </Loaded>
    </Screen>
  )
}

export default page(StandingPage)
