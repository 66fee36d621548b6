import Taro from '@tarojs/taro'
import { previewIdentity } from './identity'

/** In the browser several personas share one storage, so keys contain the identity. On WeChat storage is per person. */
function keyOf(name: string): string {
  return process.env.TARO_ENV === 'h5' ? `nf:${previewIdentity()}:${name}` : `nf:${name}`
}

/** WeChat refuses values of more than 1 MB; a character takes up to three bytes. */
const PART_LENGTH = 300_000
/** Separates the name of a value from the number of one of its parts. */
const PART = '#'

/** What stands under a name: the value with the version of its shape, or where its parts are. */
type Envelope = { v: number; value: unknown } | { v: number; parts: number; stamp: string }

interface Options<Value> {
  /** The storage name; of a family, its first part. */
  name: string
  /** Version of the shape of `Value`. A change of the shape needs a new version; a test compares the two. */
  version: number
  /**
   * Makes a current value of one that an earlier version stored; null when that is not possible. Version 0 is from before
   * there were versions. Without it, earlier values are dropped.
   */
  upgrade?: (old: unknown, version: number) => Value | null
  /**
   * What may be removed when a stored value may have broken a screen: `fetched` at once, `offline` (fetched, but needed
   * without a network) when that did not help, `lasting` never.
   */
  kept: 'fetched' | 'offline' | 'lasting'
}

/** Where one value is stored on the phone. */
export interface Slot<Value> {
  readonly name: string
  /** The value; null when there is none, when it is of another version, and when storage fails. */
  read(): Value | null
  /** False when the phone has no room for the value or forbids storage. */
  write(value: Value): boolean
  remove(): void
}

/** Values of one kind, each stored under a key. */
export interface SlotFamily<Value> {
  at(key: string): Slot<Value>
  keys(): string[]
}

const slots: { kept: Options<unknown>['kept']; clear: () => void }[] = []

/** Declares a value that is stored on the phone, so that no version of the app reads another version's value as its own. */
export function stored<Value>(options: Options<Value>): Slot<Value> {
  const slot = slotOf(options.name, options)
  slots.push({ kept: options.kept, clear: slot.remove })
  return slot
}

/** Declares values of one kind that are stored under keys. */
export function storedFamily<Value>(options: Options<Value>): SlotFamily<Value> {
  const prefix = `${options.name}:`
  const family: SlotFamily<Value> = {
    at: key => slotOf(prefix + key, options),
    keys: () =>
      storedNames()
        .filter(name => name.startsWith(prefix) && !name.includes(PART))
        .map(name => name.slice(prefix.length)),
  }
  slots.push({
    kept: options.kept,
    clear: () => {
      for (const key of family.keys()) family.at(key).remove()
    },
  })
  return family
}

function slotOf<Value>(name: string, { version, upgrade }: Options<Value>): Slot<Value> {
  return {
    name,
    read() {
      const raw = readRaw(name)
      if (raw === null) return null
      const envelope = asEnvelope(raw)
      if (envelope?.v === version) return envelope.value as Value
      return upgrade?.(envelope ? envelope.value : raw, envelope?.v ?? 0) ?? null
    },
    write: value => writeValue(name, version, value),
    remove: () => removeValue(name),
  }
}

/** Removes stored values that can be fetched again, for when one of them may have broken a screen. */
export function clearFetched({ offline }: { offline: boolean }): void {
  for (const { kept, clear } of slots) {
    if (kept === 'fetched' || (offline && kept === 'offline')) clear()
  }
}

/** Removes everything that this person has stored on this device. */
export function clearStored(): void {
  for (const name of storedNames()) removeRaw(name)
}

function asEnvelope(raw: unknown): { v: number; value: unknown } | null {
  const whole = typeof raw === 'object' && raw !== null && 'v' in raw && 'value' in raw
  return whole ? (raw as { v: number; value: unknown }) : null
}

function writeValue(name: string, version: number, value: unknown): boolean {
  const text = JSON.stringify(value)
  if (text.length <= PART_LENGTH) return writeRaw(name, { v: version, value }) && removeParts(name, 0)
  const stamp = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`
  const parts = Math.ceil(text.length / PART_LENGTH)
  for (let n = 0; n < parts; n++) {
    const part = { stamp, text: text.slice(n * PART_LENGTH, (n + 1) * PART_LENGTH) }
    if (!writeRaw(name + PART + n, part)) {
      removeValue(name)
      return false
    }
  }
  return writeRaw(name, { v: version, parts, stamp } satisfies Envelope) && removeParts(name, parts)
}

function removeValue(name: string): void {
  removeRaw(name)
  removeParts(name, 0)
}

/** Removes the parts from this number on. Always true, for the end of a condition. */
function removeParts(name: string, from: number): true {
  const prefix = name + PART
  if (getItem(prefix + from) === null) return true
  for (const each of storedNames()) {
    if (each.startsWith(prefix) && Number(each.slice(prefix.length)) >= from) removeRaw(each)
  }
  return true
}

/** The stored object, put together of its parts; null when there is none or a part is missing. */
function readRaw(name: string): unknown {
  const raw = getItem(name) as Envelope | null
  if (typeof raw !== 'object' || raw === null || !('parts' in raw)) return raw
  let text = ''
  for (let n = 0; n < raw.parts; n++) {
    const part = getItem(name + PART + n) as { stamp?: string; text?: string } | null
    if (part?.stamp !== raw.stamp) return null
    text += part.text ?? ''
  }
  return { v: raw.v, value: JSON.parse(text) as unknown }
}

function getItem(name: string): unknown {
  try {
    const value: unknown = Taro.getStorageSync(keyOf(name))
    return value === '' || value === undefined ? null : value
  } catch {
    return null
  }
}

function writeRaw(name: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(keyOf(name), value)
    return true
  } catch {
    return false
  }
}

function removeRaw(name: string): void {
  try {
    Taro.removeStorageSync(keyOf(name))
  } catch {
    // Storage fails: nothing was stored.
  }
}

function storedNames(): string[] {
  try {
    const own = keyOf('')
    return Taro.getStorageInfoSync()
      .keys.filter(key => key.startsWith(own))
      .map(key => key.slice(own.length))
  } catch {
    return []
  }
}
