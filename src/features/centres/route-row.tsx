import { type Place, showRoute } from '@/platform/places'
import { ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'

async function guide(place: Place): Promise<void> {
  const shown = await showRoute(place)
  if (shown === 'copied') toast('地址复制好了', '粘贴到地图里就能导航。')
  if (shown === 'failed') toast('没能打开地图', place.address)
}

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
