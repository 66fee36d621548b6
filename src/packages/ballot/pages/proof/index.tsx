import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'
import { ProofView } from '../../parts/proof-view'

export default function ProofPage() {
  const { sessionId = '', bookingId } = useRouter().params
  const { data, error, reload } = useRequest('ballot.get', { sessionId }, { refreshOnShow: true })
  const problem = error && messageOf(error)
  return (
    <Screen id="proof" title="摇号公示">
      {data ? (
        <ProofView ballot={data.ballot} own={bookingId ?? null} now={data.now} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[80, 120, 120, 200]} />
      )}
    </Screen>
  )
}
