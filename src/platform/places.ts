import type { Location } from '@domain/places/geo'
import Taro from '@tarojs/taro'
import { copyText } from './phone'

export interface Place {
  name: string
  address: string
  location: Location
}

/** What showing the way came to: WeChat's map opened, the address was copied, or neither. */
export type WayShown = 'map' | 'copied' | 'failed'

/** Leads to a place: WeChat's own map, or the address on the clipboard where there is none. */
export async function showRoute({ name, address, location }: Place): Promise<WayShown> {
  if (process.env.TARO_ENV === 'weapp') {
    try {
      await Taro.openLocation({ ...location, name, address, scale: 17 })
      return 'map'
    } catch {
      // A phone without a map still gets the address.
    }
  }
  return (await copyText(`${name} ${address}`)) ? 'copied' : 'failed'
}
