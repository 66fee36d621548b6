import { stationOfScan } from '@domain/stations/scene'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { outcomeUnknown } from '@/cloud/errors'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useLocation } from '@/features/settings/use-location'
import { KeptNotice } from '@/features/stations/kept-notice'
import { isLive } from '@/features/stations/live'
import { SitBar } from '@/features/stations/sit-bar'
import { StationDetail } from '@/features/stations/station-detail'
import { KnownFacts } from '@/features/stations/station-facts'
import { stationFromLists } from '@/features/stations/station-from-lists'
import { useSeat } from '@/features/stations/use-seat'
import { useNow } from '@/features/time/use-now'
import { Screen } from '@/ui/screen'

/** Twice a minute: words like 刚刚 grow old. */
const RENEW_MS = 30_000

/** From a list by `id`, from the printed mini-program code by `scene`, from a printed link by the whole link in `q`. */
function stationOf({ id, scene, q }: Record<string, string | undefined>): string {
  return id ?? scene ?? stationOfScan(q ?? '') ?? ''
}

export default function StationPage() {
  const stationId = stationOf(useRouter().params)
  const location = useLocation(state => state.location)
  const input = { stationId, ...(location ? { location } : {}) }
  const request = useRequest('station.get', input, { keepAs: `station:${stationId}`, refreshOnShow: true })
  const { data, error, setData } = request
  const now = useNow(RENEW_MS)
  const seat = useSeat(answer => {
    // Sitting and leaving do not know where the person is, nor of berths; neither has changed.
    const { distance = null } = data?.station ?? {}
    setData({ ...answer, station: { ...answer.station, distance }, berths: data?.berths ?? [] })
  })
  // Never opened on this phone, and no answer: what the lists said of it is better than nothing.
  const known = !data && error && outcomeUnknown(error) ? stationFromLists(stationId) : null
  return (
    <Screen id="station" title="驿站" footer={data && <SitBar answer={data} seat={seat} />}>
      {known ? (
        <View>
          <KeptNotice request={{ ...request, data: known }} now={now} />
          <KnownFacts station={known.station} now={now} />
        </View>
      ) : (
        <Loaded request={request} skeleton={[168, 40, 60, 200, 90]}>
          {shown => (
            <View>
              <KeptNotice request={request} now={now} />
              <StationDetail
                station={shown.station}
                berths={shown.berths}
                now={now}
                live={isLive(request, now)}
                refusal={seat.refusal}
              />
            </View>
          )}
        </Loaded>
      )}
    </Screen>
  )
}
