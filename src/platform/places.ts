import type { Location } from '@domain/places/geo'
import Taro from '@tarojs/taro'
import { copyText } from './phone'

export interface Place {
  name: string
  address: string
  location: Location
}

/** How the route was shown: on WeChat's map, by copying the address, or not at all. */
export type WayShown = 'map' | 'copied' | 'failed'

/** Shows the way to a place on WeChat's map; where there is none, copies the address. */
export async function showRoute({ name, address, location }: Place): Promise<WayShown> {
  if (process.env.TARO_ENV === 'weapp') {
    try {
      await Taro.openLocation({ ...location, name, address, scale: 17 })
      return 'map'
    } catch {
      // Without a map, the address is copied.
    }
  }
  return (await copyText(`${name} ${address}`)) ? 'copied' : 'failed'
}
