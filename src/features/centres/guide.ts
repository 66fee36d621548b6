import { type Place, showRoute } from '@/platform/places'
import { toast } from '@/ui/toast'

/** Shows the way to a place on the map, or copies its address where there is none, and says which. */
export async function guide(place: Place): Promise<void> {
  const shown = await showRoute(place)
  if (shown === 'copied') toast('地址复制好了', '粘贴到地图里就能导航。')
  if (shown === 'failed') toast('没能打开地图', place.address)
}
