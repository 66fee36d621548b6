import Taro, { usePullDownRefresh } from '@tarojs/taro'

/** Runs `load` when the person pulls the screen down. The page's configuration must allow pulling. */
export function usePullDown(load: () => Promise<void>, active = true): void {
  usePullDownRefresh(() => {
    if (!active) return
    void load().finally(() => Taro.stopPullDownRefresh())
  })
}
