import Taro from '@tarojs/taro'
import { previewIdentity } from './identity'

/** In the browser several personas share one storage, so keys contain the identity. On WeChat storage is per person. */
function keyOf(name: string): string {
  return process.env.TARO_ENV === 'h5' ? `nf:${previewIdentity()}:${name}` : `nf:${name}`
}

/** The value stored under this name; null when there is none or storage fails. */
export function readStored<Value>(name: string): Value | null {
  try {
    const value: unknown = Taro.getStorageSync(keyOf(name))
    return value === '' || value === undefined || value === null ? null : (value as Value)
  } catch {
    return null
  }
}

/** Removes everything that this person has stored on this device. */
export function clearStored(): void {
  try {
    const mine = keyOf('')
    for (const key of Taro.getStorageInfoSync().keys) if (key.startsWith(mine)) Taro.removeStorageSync(key)
  } catch {
    // Storage fails: nothing can be removed.
  }
}

/** Removes a stored value. */
export function removeStored(name: string): void {
  try {
    Taro.removeStorageSync(keyOf(name))
  } catch {
    // Storage fails: nothing was stored.
  }
}

/** The names of all stored values that begin with `prefix`. */
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

/** Stores a value that cannot be fetched again; false when the device refuses, so that the person can be told. */
export function storeSafely(name: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(keyOf(name), value)
    return true
  } catch {
    return false
  }
}

/** Stores a JSON value that can be fetched again; failures are ignored. */
export function store(name: string, value: unknown): void {
  try {
    Taro.setStorageSync(keyOf(name), value)
  } catch {
    // It can be fetched again.
  }
}
