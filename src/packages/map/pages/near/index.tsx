import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { guide } from '@/features/centres/guide'
import { isLive } from '@/features/requests/live'
import { locate, useLocation } from '@/features/settings/use-location'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import styles from '../../parts/map.module.scss'
import { centreSpots, type MapSpot, stationSpots } from '../../parts/spots'
import { Surroundings } from '../../parts/surroundings'

type Shown = 'all' | 'station' | 'centre'

const SHOWN: readonly { id: Shown; label: string }[] = [
  { id: 'all', label: '都看' },
  { id: 'station', label: '驿站' },
  { id: 'centre', label: '中心' },
]

function SpotCard({ spot }: { spot: MapSpot }) {
  const { kind, of, name, address, state, note, location } = spot
  return (
    <Card id="map-chosen" padded>
      <View className={cx(styles.head)}>
        <View className={cx(styles.name)}>{name}</View>
        <Pill tone={state.tone} dot>
          {state.text}
        </Pill>
      </View>
      {note && <View className={cx(styles.note)}>{note}</View>}
      <View className={cx(styles.note)}>{address}</View>
      <View className={cx(styles.actions)}>
        <Button id="map-open" look="soft" onTap={() => open(kind, { id: of })}>
          看看
        </Button>
        <Button id="map-guide" onTap={() => void guide({ name, address, location })}>
          带我去
        </Button>
      </View>
    </Card>
  )
}

/** Stations and centres around the person, or in town. */
function NearPage() {
  const whereabouts = useLocation()
  const here = whereabouts ? { location: whereabouts } : {}
  const stations = useRequest('station.list', here)
  const centres = useRequest('centre.list', here)
  const now = useNow(MINUTE)
  const [shown, setShown] = useState<Shown>('all')
  const [chosen, setChosen] = useState<string | null>(null)
  const isLoaded = stations.data !== null && centres.data !== null
  const error = stations.error ?? centres.error
  const all = [
    ...stationSpots(stations.data?.stations ?? [], now, isLive(stations, now)),
    ...centreSpots(centres.data?.centres ?? [], now),
  ]
  const spots = all.filter(({ kind }) => shown === 'all' || kind === shown)
  const spot = spots.find(({ id }) => id === chosen) ?? spots[0]
  const findNear = async () => {
    if (!(await locate())) toast('没有拿到位置', '地图上先看全市，也可以在微信设置里允许位置。')
  }
  const reload = () => {
    stations.reload()
    centres.reload()
  }
  return (
    <Screen id="near" title="附近">
      <View className={cx(styles.page)}>
        <ChipStrip>
          {process.env.TARO_ENV === 'weapp' && (
            <Chip id="near-me" on={whereabouts !== null} onTap={() => void findNear()}>
              离我近
            </Chip>
          )}
          {SHOWN.map(({ id, label }) => (
            <Chip key={id} id={`near-${id}`} on={shown === id} onTap={() => setShown(id)}>
              {label}
            </Chip>
          ))}
        </ChipStrip>
        {!isLoaded && !error && <Skeleton blocks={[320, 140]} />}
        {!isLoaded && error && (
          <ErrorState reason={messageOf(error).text} hint={messageOf(error).hint} onRetry={reload} />
        )}
        {isLoaded && spot && (
          <>
            {/* Another place or choice is another map. */}
            <Surroundings
              key={`${shown} ${whereabouts?.longitude} ${whereabouts?.latitude}`}
              spots={spots}
              whereabouts={whereabouts}
              chosen={spot.id}
              onChoose={setChosen}
            />
            <SpotCard spot={spot} />
          </>
        )}
        {isLoaded && !spot && <EmptyState scene="lantern" title="地图上还没有地方" note="看看别的，或过些日子再来。" />}
      </View>
    </Screen>
  )
}

export default page(NearPage)
