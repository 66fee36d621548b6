import Taro from '@tarojs/taro'

const KEY = 'nf-preview-identity'

function randomIdentity(): string {
  return `preview-${Math.random().toString(36).slice(2, 12)}${Date.now().toString(36)}`
}

function remembered(): string {
  const known: unknown = Taro.getStorageSync(KEY)
  if (typeof known === 'string' && known) return known
  const made = randomIdentity()
  Taro.setStorageSync(KEY, made)
  return made
}

function chosen(): string | null {
  return process.env.TARO_ENV === 'h5' ? new URLSearchParams(window.location.search).get('as') : null
}

let identity: string | undefined

/**
 * The caller's identity for a local cloud, which takes it on trust: the persona that the preview chose by `?as=`, else a
 * random one stored on this device. WeChat's cloud never sees it.
 */
export function previewIdentity(): string {
  identity ??= chosen() ?? remembered()
  return identity
}
