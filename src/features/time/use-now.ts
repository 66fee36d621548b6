import { nextMoment } from '@domain/time'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow, onClockSet } from '@/cloud/clock'

/** Timers take no longer waits, ms. */
const LONGEST_WAIT = 2 ** 31 - 1

/**
 * The current time by the server's clock, epoch ms. While the screen is in front it is renewed every `everyMs`, at each of
 * the `moments`, and when a reply has corrected the clock.
 */
export function useNow(everyMs: number, moments: readonly number[] = []): number {
  const [now, setNow] = useState(cloudNow)
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (!shown) return
    const renew = () => setNow(cloudNow())
    renew()
    const timer = setInterval(renew, everyMs)
    const unsubscribe = onClockSet(renew)
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [shown, everyMs])
  const next = nextMoment(moments, now)
  useEffect(() => {
    if (!shown || next === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // A timer may fire early, and the clock may have been corrected meanwhile: it is the clock that says whether it is time.
    const wait = () => {
      const left = next - cloudNow()
      if (left <= 0) setNow(cloudNow())
      else timer = setTimeout(wait, Math.min(left, LONGEST_WAIT))
    }
    wait()
    return () => clearTimeout(timer)
  }, [shown, next])
  return now
}
