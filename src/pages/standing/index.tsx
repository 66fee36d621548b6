import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { StandingView } from '@/features/noshows/standing-view'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function StandingPage() {
  const { data, error, reload } = useRequest('standing.get', {}, { refreshOnShow: true })
  const problem = error && messageOf(error)
  return (
    <Screen id="standing" title="爽约记录">
      {data ? (
        <StandingView standing={data} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[96, 240]} />
      )}
    </Screen>
  )
}
