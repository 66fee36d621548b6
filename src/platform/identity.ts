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
 * Who calls a local cloud, where nobody proves identity: the persona that the preview page picked by `?as=`, else a
 * random one kept on this device. WeChat's own cloud never sees it.
 */
export function previewIdentity(): string {
  identity ??= chosen() ?? remembered()
  return identity
}
