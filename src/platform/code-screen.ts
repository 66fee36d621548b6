import Taro from '@tarojs/taro'

const FULL = 1

/** Runs a nicety: a phone that cannot or may not do it shows the code all the same. */
function ifPossible(act: () => Promise<unknown>, otherwise?: () => void): void {
  Promise.resolve()
    .then(act)
    .catch(() => otherwise?.())
}

/** Browsers let go of the screen whenever the page is hidden, so it is asked for again each time it is seen. */
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
 * Makes the screen bright and keeps it on, for showing a code; the returned function undoes it. `onDim` is called where
 * the brightness is not ours to change: a browser, or a phone that refuses.
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
