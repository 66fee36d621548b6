import '../../messages'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { PartyView } from '@/packages/party/parts/party-view'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function PartyPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('booking.party', { bookingId: id }, { refreshOnShow: true })
  return (
    <Screen id="party" title="谁来">
      <Loaded request={request} skeleton={[72, 160, 160]}>
        {shown => <PartyView shown={shown} onChange={request.reload} />}
      </Loaded>
    </Screen>
  )
}

export default page(PartyPage)
