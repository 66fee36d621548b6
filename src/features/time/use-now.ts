import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'

/** The present, epoch ms by the server's clock, renewed every `everyMs` while the screen is in front. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(cloudNow)
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (!shown) return
    setNow(cloudNow())
    const timer = setInterval(() => setNow(cloudNow()), everyMs)
    return () => clearInterval(timer)
  }, [shown, everyMs])
  return now
}
