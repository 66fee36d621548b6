import type { RouteOutput } from '@domain/contracts'
import { MINUTE } from '@domain/time'
import { useRequest } from '@/cloud/use-request'
import { HomeView } from '@/features/home/home-view'
import { Loaded } from '@/features/requests/loaded'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { useLocation } from '@/features/settings/use-location'
import { open } from '@/platform/navigate'
import { stored } from '@/platform/storage'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

const storedHome = stored<RouteOutput<'home.get'>>({ name: 'home', version: 5, kept: 'fetched' })

function HomePage() {
  const centreId = useHomeCentre(state => state.centreId)
  const location = useLocation()
  const input = { ...(centreId ? { centreId } : {}), ...(location ? { location } : {}) }
  const request = useRequest('home.get', input, {
    keepIn: storedHome,
    refreshOnShow: true,
    refreshEvery: MINUTE,
  })
  const { data, setData } = request
  return (
    <Screen id="home" title={data?.centre?.county ?? '暖锋驿家'} onTitle={() => open('centres', {})} tab="home">
      <Loaded request={request} skeleton={[60, 236, 72, 132]}>
        {data => <HomeView home={data} onLeft={() => setData({ ...data, visit: null })} />}
      </Loaded>
    </Screen>
  )
}

export default page(HomePage)
