import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { HomeView } from '@/features/home/home-view'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { useLocation } from '@/features/settings/use-location'
import { open } from '@/platform/navigate'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function HomePage() {
  const centreId = useHomeCentre(state => state.centreId)
  const location = useLocation(state => state.location)
  const input = { ...(centreId ? { centreId } : {}), ...(location ? { location } : {}) }
  const { data, error, reload, setData } = useRequest('home.get', input, { keepAs: 'home', refreshOnShow: true })
  const problem = error && messageOf(error)
  return (
    <Screen id="home" title={data?.centre?.county ?? '暖锋驿家'} onTitle={() => open('centres', {})} tab="home">
      {data ? (
        <HomeView home={data} onLeft={() => setData({ ...data, visit: null })} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[60, 236, 72, 132]} />
      )}
    </Screen>
  )
}
