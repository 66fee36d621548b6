import type { Place } from '@/platform/places'
import { ListRow } from '@/ui/list-row'
import { guide } from './guide'

/** An address that opens the map, or is copied where there is none. */
export function RouteRow({ id, place }: { id: string; place: Place }) {
  return (
    <ListRow
      id={id}
      icon="pin"
      title={place.address}
      note={process.env.TARO_ENV === 'weapp' ? '点这里导航' : '点这里复制地址'}
      leads
      onTap={() => void guide(place)}
    />
  )
}
