import Taro from '@tarojs/taro'

const FULL = 1

/** Makes the screen bright and keeps it on, for showing a code; the returned function undoes it. */
export function brightenScreen(): () => void {
  if (process.env.TARO_ENV !== 'weapp') return () => undefined
  let before: number | undefined
  let left = false
  const apply = (value: number) => Taro.setScreenBrightness({ value }).catch(() => undefined)
  const keep = (keepScreenOn: boolean) => Taro.setKeepScreenOn({ keepScreenOn }).catch(() => undefined)
  void keep(true)
  Taro.getScreenBrightness()
    .then(({ value }) => {
      if (left) return
      before = value
      void apply(FULL)
    })
    .catch(() => undefined)
  return () => {
    left = true
    void keep(false)
    if (before !== undefined) void apply(before)
  }
}
