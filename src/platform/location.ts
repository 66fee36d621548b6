import type { Location } from '@domain/places/geo'
import Taro from '@tarojs/taro'

/**
 * The approximate position in GCJ-02; null when unknown or refused. WeChat only: a browser would answer in WGS-84, a few
 * hundred metres off.
 */
export async function currentLocation(): Promise<Location | null> {
  if (process.env.TARO_ENV !== 'weapp') return null
  try {
    const { longitude, latitude } = await Taro.getFuzzyLocation({ type: 'gcj02' })
    return { longitude, latitude }
  } catch {
    return null
  }
}
