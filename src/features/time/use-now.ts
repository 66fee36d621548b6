import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow, onClockSet } from '@/cloud/clock'

/**
 * The present, epoch ms by the server's clock, renewed every `everyMs` while the screen is in front, and at once when a
 * reply has told that this phone's clock was wrong.
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
