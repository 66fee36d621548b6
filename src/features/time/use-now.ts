import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow, onClockSet } from '@/cloud/clock'

/**
 * The current time by the server's clock, epoch ms. Renewed every `everyMs` while the screen is in front, and at once when
 * a reply has corrected the clock.
 */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(cloudNow)
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (!shown) return
    const renew = () => setNow(cloudNow())
    renew()
    const timer = setInterval(renew, everyMs)
    const leave = onClockSet(renew)
    return () => {
      clearInterval(timer)
      leave()
    }
  }, [shown, everyMs])
  return now
}
