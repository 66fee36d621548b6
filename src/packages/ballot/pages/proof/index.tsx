import { MINUTE } from '@domain/time'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { ProofView } from '../../parts/proof-view'

function ProofPage() {
  const { sessionId = '', bookingId } = useRouter().params
  const request = useRequest('ballot.get', { sessionId }, { refreshOnShow: true, refreshEvery: MINUTE })
  return (
    <Screen id="proof" title="抽签公示">
      <Loaded request={request} skeleton={[80, 120, 120, 200]}>
        {data => <ProofView ballot={data.ballot} own={bookingId ?? null} accountId={data.accountId} now={data.now} />}
      </Loaded>
    </Screen>
  )
}

export default page(ProofPage)
