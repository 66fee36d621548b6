import Taro from '@tarojs/taro'

const FULL = 1

/** Runs a nicety: a phone that cannot or may not do it shows the code all the same. */
function ifPossible(act: () => Promise<unknown>): void {
  Promise.resolve()
    .then(act)
    .catch(() => undefined)
}

/** Makes the screen bright and keeps it on, for showing a code; the returned function undoes it. */
export function brightenScreen(): () => void {
  if (process.env.TARO_ENV !== 'weapp') return () => undefined
  let before: number | undefined
  let left = false
  ifPossible(() => Taro.setKeepScreenOn({ keepScreenOn: true }))
  ifPossible(async () => {
    const { value } = await Taro.getScreenBrightness()
    if (left) return
    before = value
    await Taro.setScreenBrightness({ value: FULL })
  })
  return () => {
    left = true
    ifPossible(() => Taro.setKeepScreenOn({ keepScreenOn: false }))
    const value = before
    if (value !== undefined) ifPossible(() => Taro.setScreenBrightness({ value }))
  }
}
