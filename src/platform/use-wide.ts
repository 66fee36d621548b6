import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { windowWidth } from './system'

/** From this width on, px, the desk has a side list and tables; the style sheets have the same. */
const WIDE = 900

/** Whether the window is wide enough for a desk layout. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(() => windowWidth() >= WIDE)
  useEffect(() => {
    const look = () => setWide(windowWidth() >= WIDE)
    if (process.env.TARO_ENV === 'h5') {
      window.addEventListener('resize', look)
      return () => window.removeEventListener('resize', look)
    }
    Taro.onWindowResize?.(look)
    return () => Taro.offWindowResize?.(look)
  }, [])
  return isWide
}
