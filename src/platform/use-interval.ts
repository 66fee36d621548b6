import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

/** Runs `run` every `everyMs` while the screen is in front; null: never. */
export function useIntervalInFront(run: () => void, everyMs: number | null): void {
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (!shown || everyMs === null) return
    const timer = setInterval(() => latest.current(), everyMs)
    return () => clearInterval(timer)
  }, [shown, everyMs])
}
