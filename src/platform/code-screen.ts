import Taro from '@tarojs/taro'

const FULL = 1

/** Runs something optional; a phone that cannot do it shows the code all the same. */
function ifPossible(act: () => Promise<unknown>, otherwise?: () => void): void {
  Promise.resolve()
    .then(act)
    .catch(() => otherwise?.())
}

/** Browsers release the wake lock whenever the page is hidden, so it is requested again when the page is visible. */
function keepBrowserOn(): () => void {
  let left = false
  let lock: WakeLockSentinel | undefined
  const take = () =>
    ifPossible(async () => {
      if (document.visibilityState !== 'visible') return
      lock = await navigator.wakeLock.request('screen')
      if (left) await lock.release()
    })
  take()
  document.addEventListener('visibilitychange', take)
  return () => {
    left = true
    document.removeEventListener('visibilitychange', take)
    ifPossible(async () => lock?.release())
  }
}

/** Keeps the screen on; the returned function undoes it. */
export function keepScreenOn(): () => void {
  if (process.env.TARO_ENV !== 'weapp') return keepBrowserOn()
  ifPossible(() => Taro.setKeepScreenOn({ keepScreenOn: true }))
  return () => ifPossible(() => Taro.setKeepScreenOn({ keepScreenOn: false }))
}

/**
 * Makes the screen bright and keeps it on, for showing a code; the returned function undoes it. Calls `onDim` where the
 * brightness cannot be changed: in a browser, or on a phone that refuses.
 */
export function brightenScreen(onDim: () => void): () => void {
  const letGo = keepScreenOn()
  if (process.env.TARO_ENV !== 'weapp') {
    onDim()
    return letGo
  }
  let before: number | undefined
  let left = false
  ifPossible(async () => {
    const { value } = await Taro.getScreenBrightness()
    if (left) return
    before = value
    await Taro.setScreenBrightness({ value: FULL })
  }, onDim)
  return () => {
    left = true
    letGo()
    const value = before
    if (value !== undefined) ifPossible(() => Taro.setScreenBrightness({ value }))
  }
}
