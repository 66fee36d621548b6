import type { Location } from '@domain/places/geo'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { isLive } from '@/features/requests/live'
import { Loaded } from '@/features/requests/loaded'
import { useLocation } from '@/features/settings/use-location'
import { useNow } from '@/features/time/use-now'
import { cx } from '@/ui/cx'
import { EmptyState } from '@/ui/states'
import { FilterBar } from './filter-bar'
import { type Filters, fits, NO_FILTERS } from './filters'
import { listInput, nameOf, type Place, stationLists, usePlace } from './place'
import { PlaceSheet } from './place-sheet'
import { StationItem } from './station-item'
import styles from './stations.module.scss'

/** Renews relative times such as 刚刚, ms. */
const RENEW_MS = 30_000

interface StationsProps {
  place: Place | null
  whereabouts: Location | null
  filters: Filters
  onAll: () => void
}

/**
 * Stations around one place, the nearest one with a seat first. The stored answer is shown at once with its age until
 * the new one arrives.
 */
function Stations({ place, whereabouts, filters, onAll }: StationsProps) {
  const request = useRequest('station.list', listInput(place, whereabouts), {
    keepIn: stationLists.at(nameOf(place, whereabouts)),
    refreshOnShow: true,
    refreshEvery: RENEW_MS,
  })
  const now = useNow(RENEW_MS)
  const live = isLive(request, now)
  return (
    <Loaded request={request} skeleton={[128, 128, 128, 128]}>
      {data => {
        const stations = data.stations.filter(station => fits(station, filters, now))
        return (
          <View>
            <View className={cx(styles.list)} {...(request.old ? {} : { id: 'stations-fresh' })}>
              {stations.map(station => (
                <StationItem
                  key={station.id}
                  station={station}
                  from={place ? 'place' : 'person'}
                  now={now}
                  live={live}
                />
              ))}
              {stations.length === 0 && (
                <EmptyState
                  scene="lantern"
                  title="附近没有这样的驿站"
                  note="少选一个条件，或换个地方看看。"
                  action={{ id: 'filters-off', label: '看全部驿站', onTap: onAll }}
                />
              )}
            </View>
          </View>
        )
      }}
    </Loaded>
  )
}

/** The list of stations with its place and filters. */
export function StationList() {
  const [filters, setFilters] = useState(NO_FILTERS)
  const [choosing, setChoosing] = useState(false)
  const whereabouts = useLocation()
  const place = usePlace(state => state.place)
  return (
    <View>
      <FilterBar
        place={place?.name ?? (whereabouts ? '离我近' : '选个地方')}
        filters={filters}
        onPlace={() => setChoosing(true)}
        onChange={setFilters}
      />
      {/* The key makes another place another list, so that one never shows the stations of the other. */}
      <Stations
        key={nameOf(place, whereabouts)}
        place={place}
        whereabouts={whereabouts}
        filters={filters}
        onAll={() => setFilters(NO_FILTERS)}
      />
      {choosing && <PlaceSheet onClose={() => setChoosing(false)} />}
    </View>
  )
}
