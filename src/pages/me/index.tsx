import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { MeView } from '@/features/household/me-view'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function MePage() {
  const { data, error, reload } = useRequest('me.get', {}, { refreshOnShow: true })
  const problem = error && messageOf(error)
  return (
    <Screen id="me" title="我的" tab="me">
      {data ? (
        <MeView me={data} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[96, 160, 180]} />
      )}
    </Screen>
  )
}
