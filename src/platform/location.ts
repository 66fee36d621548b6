import type { Location } from '@domain/places/geo'
import Taro from '@tarojs/taro'

/**
 * Where the person is, roughly, in GCJ-02; null when not known or not told. Only WeChat gives these degrees: a browser
 * would answer in another system, a few hundred metres off.
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
