import type { RouteOutput } from '@domain/contracts'
import { readScene, type StationScene, stationOfScan } from '@domain/stations/scene'
import { decodeLink } from '@domain/text'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { outcomeUnknown } from '@/cloud/errors'
import { useRequest } from '@/cloud/use-request'
import { KeptNotice } from '@/features/requests/kept-notice'
import { isLive } from '@/features/requests/live'
import { Loaded } from '@/features/requests/loaded'
import { useLocation } from '@/features/settings/use-location'
import { stationCard } from '@/features/share/cards'
import { SitBar } from '@/features/stations/sit-bar'
import { StationDetail } from '@/features/stations/station-detail'
import { KnownFacts } from '@/features/stations/station-facts'
import { stationFromLists } from '@/features/stations/station-from-lists'
import { useSeat } from '@/features/stations/use-seat'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { useShareCard } from '@/platform/share'
import { storedFamily } from '@/platform/storage'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

const storedStations = storedFamily<RouteOutput<'station.get'>>({ name: 'station', version: 2, kept: 'fetched' })

/** Renews relative times such as 刚刚, ms. */
const RENEW_MS = 30_000

/**
 * The station, and the proof that the code at its door was scanned: `id` from a list, `scene` from a printed mini-program code,
 * `q` with the whole link from a printed link.
 */
function stationOf({ id, scene, q }: Record<string, string | undefined>): StationScene {
  const scanned = scene === undefined ? stationOfScan(q ?? '') : readScene(decodeLink(scene))
  const stationId = id ?? scanned?.stationId ?? ''
  return { stationId, proof: scanned?.stationId === stationId ? scanned.proof : null }
}

function StationPage() {
  const { stationId, proof } = stationOf(useRouter().params)
  const location = useLocation()
  const input = { stationId, ...(location ? { location } : {}) }
  const request = useRequest('station.get', input, {
    keepIn: storedStations.at(stationId),
    refreshOnShow: true,
    refreshEvery: RENEW_MS,
  })
  const { data, error, setData } = request
  const now = useNow(RENEW_MS)
  const seat = useSeat(answer => {
    // The answers to sitting and leaving lack distance and berths, which do not change.
    const { distance = null } = data?.station ?? {}
    setData({ ...answer, station: { ...answer.station, distance }, berths: data?.berths ?? [] })
  })
  useShareCard(data && stationCard(data.station))
  // Without an answer, show what stored lists say of a station that was never opened on this phone.
  const known = !data && error && outcomeUnknown(error) ? stationFromLists(stationId) : null
  return (
    <Screen id="station" title="驿站" footer={data && <SitBar answer={data} seat={seat} proof={proof} />}>
      {known ? (
        <View>
          <KeptNotice request={{ ...request, at: known.now }} />
          <KnownFacts station={known.station} now={now} />
        </View>
      ) : (
        <Loaded
          request={request}
          skeleton={[168, 40, 60, 200, 90]}
          otherwise={{ id: 'station-nearby', label: '看看附近的驿站', onTap: () => open('stations', {}) }}
        >
          {shown => (
            <StationDetail
              station={shown.station}
              berths={shown.berths}
              now={now}
              live={isLive(request, now)}
              refusal={seat.refusal}
            />
          )}
        </Loaded>
      )}
    </Screen>
  )
}

export default page(StationPage)
