import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { useWhereabouts } from '@/features/settings/location'
import { useNow } from '@/features/time/use-now'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { FilterBar } from './filter-bar'
import { fits, NO_FILTERS } from './filters'
import { listInput, usePlace } from './place'
import { PlaceSheet } from './place-sheet'
import { StationItem } from './station-item'
import styles from './stations.module.scss'
import { sayAge } from './words'

/** Twice a minute: words like 刚刚 grow old. */
const RENEW_MS = 30_000

/**
 * Stations, the nearest one with a seat first. What was seen last time stands there at once, with its age, and gives way
 * to the answer when that comes.
 */
export function StationList() {
  const [filters, setFilters] = useState(NO_FILTERS)
  const [choosing, setChoosing] = useState(false)
  const whereabouts = useWhereabouts(state => state.location)
  const place = usePlace(state => state.place)
  const { data, error, loading, reload } = useRequest('station.list', listInput(place, whereabouts), {
    keepAs: 'stations',
    refreshOnShow: true,
  })
  const now = useNow(RENEW_MS)
  const problem = error && messageOf(error)
  const stations = data?.stations.filter(station => fits(station, filters, now)) ?? []
  const old = data && (loading || error)
  return (
    <View>
      <FilterBar
        place={place?.name ?? (whereabouts ? '离我近' : '选个地方')}
        filters={filters}
        onPlace={() => setChoosing(true)}
        onChange={setFilters}
      />
      {old && (
        <View id="stations-kept" className={cx(styles.kept)} {...a11y({ role: 'status' })}>
          {error ? `${problem?.text}，先看` : '正在更新，先看'}
          {sayAge(data.now, now)}的
        </View>
      )}
      {data ? (
        <View className={cx(styles.list)} {...(old ? {} : { id: 'stations-fresh' })}>
          {stations.map(station => (
            <StationItem key={station.id} station={station} from={place ? '那里' : '您'} now={now} />
          ))}
          {stations.length === 0 && (
            <EmptyState
              scene="lantern"
              title="附近没有这样的驿站"
              note="少选一个条件，或换个地方看看。"
              action={{ id: 'filters-off', label: '看全部驿站', onTap: () => setFilters(NO_FILTERS) }}
            />
          )}
          {error && <ErrorState reason={problem?.text ?? ''} hint={problem?.hint} onRetry={reload} />}
        </View>
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[128, 128, 128, 128]} />
      )}
      {choosing && <PlaceSheet onClose={() => setChoosing(false)} />}
    </View>
  )
}
