import Taro from '@tarojs/taro'
import { previewIdentity } from './identity'

/** On h5 several personas share one browser: each has its own drawer. On WeChat storage belongs to one person anyway. */
function keyOf(name: string): string {
  return process.env.TARO_ENV === 'h5' ? `nf:${previewIdentity()}:${name}` : `nf:${name}`
}

/** What was stored under this name, or null. Storage that fails is storage that is empty. */
export function readStored<Value>(name: string): Value | null {
  try {
    const value: unknown = Taro.getStorageSync(keyOf(name))
    return value === '' || value === undefined || value === null ? null : (value as Value)
  } catch {
    return null
  }
}

/** Forgets all that this person has on this device. */
export function clearStored(): void {
  try {
    const mine = keyOf('')
    for (const key of Taro.getStorageInfoSync().keys) if (key.startsWith(mine)) Taro.removeStorageSync(key)
  } catch {
    // What stays says nothing that the cloud still knows.
  }
}

/** Takes a value away. */
export function removeStored(name: string): void {
  try {
    Taro.removeStorageSync(keyOf(name))
  } catch {
    // What cannot be taken away cannot have been stored.
  }
}

/** Names of all that is stored under names that begin so. */
export function storedNames(prefix: string): string[] {
  try {
    const own = keyOf('')
    return Taro.getStorageInfoSync()
      .keys.filter(key => key.startsWith(own + prefix))
      .map(key => key.slice(own.length))
  } catch {
    return []
  }
}

/** Keeps what cannot be fetched again; false when the device refuses, so that somebody is told. */
export function storeSafely(name: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(keyOf(name), value)
    return true
  } catch {
    return false
  }
}

/** Keeps a JSON value on this device. A full or forbidden storage is no reason to stop. */
export function store(name: string, value: unknown): void {
  try {
    Taro.setStorageSync(keyOf(name), value)
  } catch {
    // Everything kept here can be fetched again.
  }
}
